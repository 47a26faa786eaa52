import { type Diagnosis, makeDiagnosis } from './diagnosis.js';
import type { Exchange } from './exchange.js';
import type { Values } from './values.js';

export function diagnoseExchange(exchange: Exchange, values: Values = {}): Diagnosis | null {
  const status = exchange.response?.status ?? 0;
  if (status >= 200 && status < 300 && !exchange.error) return null;
  return makeDiagnosis('provider-error-other', { ...values, status: String(status) }, []);
}

export function gatewayError(_exchange: Exchange): { code: number; message: string } | undefined {
  return undefined;
}

export function isInconclusive(_exchange: Exchange): boolean {
  return false;
}
