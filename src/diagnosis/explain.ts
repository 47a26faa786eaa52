import type { Diagnosis } from './diagnosis.js';

export function explainText(_text: string): { diagnosis: Diagnosis; count: number; excerpt: string }[] {
  return [];
}
