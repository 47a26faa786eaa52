import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface AuthorityFile {
  /** What NODE_EXTRA_CA_CERTS takes. */
  path: string;
  remove(): Promise<void>;
}

/** Writes the certificate of the sandbox's own authority to a temporary file. */
export async function writeAuthority(pem: string): Promise<AuthorityFile> {
  const folder = await mkdtemp(join(tmpdir(), 'cf-aig-sandbox-'));
  const path = join(folder, 'ca.pem');
  await writeFile(path, pem);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
