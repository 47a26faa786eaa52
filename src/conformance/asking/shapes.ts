/** The gateway's own error, as captured in 2026. */
export const GATEWAY_ERROR = [
  'success: boolean',
  'result: array',
  'messages: array',
  'error[].code: number',
  'error[].message: string',
  'name: string',
  'httpCode: number',
  'internalCode: number',
  'message: string',
  'description: string',
];

/** An error of api.cloudflare.com. */
export const API_ERROR = ['success: boolean', 'errors[].code: number', 'errors[].message: string'];

/** A list of api.cloudflare.com. */
export const API_LIST = ['success: boolean', 'result: array', 'result_info.total_count: number'];

export const CHAT_COMPLETION = [
  'id: string',
  'choices[].message.role: string',
  'choices[].finish_reason: string',
  'usage.prompt_tokens: number',
  'usage.completion_tokens: number',
];
