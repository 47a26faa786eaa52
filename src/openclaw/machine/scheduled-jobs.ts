import path from 'node:path';
import { readTextFile } from '../../lib/files/read-text.js';
import { isRecord, parseJson } from '../../lib/json.js';
import type { Database, OpenDatabase } from '../../lib/sqlite.js';
import type { ScheduledJob } from '../blocks/model-roles.js';
import type { Machine } from './this-machine.js';

/** The enabled jobs with models: in OpenClaw's database, or in the file that versions before 2026.6.1 use. Never throws. */
export async function readScheduledJobs(stateDir: string, machine: Machine): Promise<ScheduledJob[]> {
  const open = machine.openDatabase();
  const fromDatabase = open ? jobsInDatabase(open, path.join(stateDir, 'state', 'openclaw.sqlite')) : [];
  const file = await readTextFile(path.join(stateDir, 'cron', 'jobs.json'));
  const fromFile = file.kind === 'file' ? jobsInFile(file.text) : [];
  return [...fromDatabase, ...fromFile].filter(({ model, fallbacks }) => model || fallbacks.length);
}

/** SQLite extracts the fields: what a job tells the agent is never read. */
const SELECT = `SELECT name, agent_id AS agent, json_extract(job_json, '$.payload.model') AS model,
  json_extract(job_json, '$.payload.fallbacks') AS fallbacks FROM cron_jobs WHERE enabled = 1`;

function jobsInDatabase(open: OpenDatabase, file: string): ScheduledJob[] {
  let database: Database | undefined;
  try {
    database = open(file);
    return database
      .rows(SELECT)
      .map(({ name, agent, model, fallbacks }) =>
        toJob({ name, agentId: agent, payload: { model, fallbacks: parse(fallbacks) } }),
      );
  } catch {
    // No database, another schema, or locked.
    return [];
  } finally {
    database?.close();
  }
}

function jobsInFile(text: string): ScheduledJob[] {
  const document = parse(text);
  const jobs: unknown = isRecord(document) ? document.jobs : undefined;
  return (Array.isArray(jobs) ? jobs : [])
    .filter(isRecord)
    .flatMap((job) => (job.enabled === false ? [] : [toJob(job)]));
}

function toJob({ name, id, agentId, payload }: Record<string, unknown>): ScheduledJob {
  const { model, fallbacks } = isRecord(payload) ? payload : {};
  return {
    name: textOf(name) ?? textOf(id) ?? '',
    agent: textOf(agentId),
    model: textOf(model),
    fallbacks: Array.isArray(fallbacks) ? fallbacks.flatMap((ref: unknown) => textOf(ref) ?? []) : [],
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function parse(text: unknown): unknown {
  return typeof text === 'string' ? parseJson(text) : undefined;
}
