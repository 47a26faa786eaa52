import { jsonObject } from '../../../lib/json.js';
import { AWS_EVENT_STREAM, awsEvent, awsException } from '../../http/bodies/aws-event-stream.js';
import type { Piece } from '../../http/response.js';
import type { Form } from '../conversation/prompt.js';
import { validationError } from '../failures/bedrock-failures.js';
import { anthropicMessages } from './anthropic-messages.js';

/** Amazon Bedrock's InvokeModel with Claude: Anthropic's Messages, in Amazon's frames and errors. */
export const bedrockInvoke: Form = {
  ...anthropicMessages,
  label: 'invoke (Claude)',
  stream: (reply, rendering) =>
    anthropicMessages.stream(reply, rendering).map((piece) => awsEvent('chunk', { bytes: base64Of(piece) })),
  streamType: AWS_EVENT_STREAM,
  streamError: ({ message }) => awsException('modelStreamErrorException', { message }),
  errors: {
    refuse: (status, message) => validationError(message, status),
    missing: (field) =>
      `Malformed input request: #: required key [${field}] not found, please reformat your input and try again.`,
  },
};

/** Of an event's data. */
function base64Of(piece: Piece): string {
  const [, data = ''] = /^data: (.*)$/m.exec(String(piece)) ?? [];
  return Buffer.from(JSON.stringify(jsonObject(data))).toString('base64');
}
