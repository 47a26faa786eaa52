import { isRecord } from '../../lib/json.js';
import type { Complaint } from '../exchange/complaint.js';
import type { Plane } from '../exchange/exchange.js';

export type Json = Record<string, unknown>;

/** One form in which errors come, and how to read it; undefined when the body is not of this form. */
export interface Shape {
  name: string;
  read(body: Json, plane: Plane): Omit<Complaint, 'shape'> | undefined;
}

export function firstOf(list: unknown): Json | undefined {
  return Array.isArray(list) && isRecord(list[0]) ? list[0] : undefined;
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function texts(...values: unknown[]): string[] {
  return values.filter((value) => typeof value === 'string' || typeof value === 'number').map(String);
}

export function numeric(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{3,6}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export function excerptOf(value: unknown): string {
  return JSON.stringify(value).slice(0, 600);
}
