import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { homeFolders } from '../env';
import { AppError } from '../errors';
import { folderFingerprint, hashFolder } from './artifact-hash';
import { type ArtifactDraft, type ArtifactStore, VALUE_FILE } from './artifact-store';
import { type Disk, diskFull, isDiskFull, realDisk } from './disk';

/** The artifact store of a SLUICE_HOME. */
export function openStore(home: string, disk: Disk = realDisk): DiskStore {
  return new DiskStore(home, disk);
}

export class DiskStore implements ArtifactStore {
  readonly artifacts: string;
  readonly uploads: string;
  private readonly verified = new Map<string, string>();

  constructor(
    home: string,
    private readonly disk: Disk,
  ) {
    const folders = homeFolders(home);
    this.artifacts = folders.artifacts;
    this.uploads = folders.uploads;
  }

  /** Where an artifact is, unchecked. */
  folder(hash: string): string {
    return join(this.artifacts, hash.slice(0, 2), hash);
  }

  /** Half-written things; below the same folder, so that a rename moves them. */
  get draftFolder(): string {
    return join(this.artifacts, '.drafts');
  }

  async draft(parent = this.draftFolder): Promise<ArtifactDraft> {
    const folder = join(parent, randomUUID());
    await mkdir(folder, { recursive: true });
    const discard = () => rm(folder, { recursive: true, force: true });
    let wantedBytes = 0;
    return {
      path: (name) => join(folder, name),
      write: (name, bytes) => {
        wantedBytes += Buffer.byteLength(bytes);
        return this.orNothing(wantedBytes, folder, () => this.disk.writeFile(join(folder, name), bytes));
      },
      publish: () => this.orNothing(wantedBytes, folder, () => this.publishFolder(folder)),
      discard,
    };
  }

  async open(hash: string): Promise<string> {
    const folder = this.folder(hash);
    const fingerprint = await folderFingerprint(folder).catch((cause) => {
      throw damaged(hash, folder, 'is not in the store', cause);
    });
    if (this.verified.get(hash) === fingerprint) return folder;
    if ((await hashFolder(folder)).hash !== hash)
      throw damaged(hash, folder, 'does not have the content it was stored with');
    this.verified.set(hash, fingerprint);
    return folder;
  }

  async readJson<T>(hash: string): Promise<T> {
    return JSON.parse(await readFile(join(await this.open(hash), VALUE_FILE), 'utf8')) as T;
  }

  filePath(hash: string): string {
    return join(this.uploads, hash.slice(0, 2), hash);
  }

  hasFile(hash: string): Promise<boolean> {
    return access(this.filePath(hash)).then(
      () => true,
      () => false,
    );
  }

  async putFile(stream: Readable): Promise<{ hash: string; sizeBytes: number }> {
    const draft = join(this.uploads, '.drafts', randomUUID());
    await mkdir(dirname(draft), { recursive: true });
    const digest = createHash('sha256');
    let sizeBytes = 0;
    const count = new Transform({
      transform(chunk: Buffer, _, done) {
        digest.update(chunk);
        sizeBytes += chunk.length;
        done(null, chunk);
      },
    });
    try {
      await pipeline(stream, count, createWriteStream(draft));
      const hash = digest.digest('hex');
      const target = this.filePath(hash);
      await this.disk.sync(draft);
      await mkdir(dirname(target), { recursive: true });
      await this.disk.rename(draft, target);
      await this.disk.sync(dirname(target));
      return { hash, sizeBytes };
    } catch (error) {
      await rm(draft, { force: true });
      throw isDiskFull(error) ? await diskFull(this.disk, this.uploads, sizeBytes, error) : error;
    }
  }

  private async publishFolder(draft: string): Promise<{ hash: string; sizeBytes: number }> {
    const { hash, sizeBytes, files } = await hashFolder(draft);
    const target = this.folder(hash);
    if (await this.holds(hash)) {
      // The same content is there: young again, so that gc does not take it from under us.
      await utimes(target, new Date(), new Date());
      await rm(draft, { recursive: true, force: true });
      return { hash, sizeBytes };
    }
    for (const file of files) await this.disk.sync(join(draft, file));
    await this.disk.sync(draft);
    await mkdir(dirname(target), { recursive: true });
    await this.disk.rename(draft, target).catch(async (error: unknown) => {
      if (isDiskFull(error)) throw error;
      // In the way is what another process has just published, or a damaged copy.
      if (await this.holds(hash)) return rm(draft, { recursive: true, force: true });
      await rm(target, { recursive: true, force: true });
      return this.disk.rename(draft, target);
    });
    await this.disk.sync(dirname(target));
    this.verified.set(hash, await folderFingerprint(target));
    return { hash, sizeBytes };
  }

  private holds(hash: string): Promise<boolean> {
    return this.open(hash).then(
      () => true,
      () => false,
    );
  }

  /** Runs a step of publishing; when it fails, nothing of the draft stays. */
  private async orNothing<T>(writtenBytes: number, draft: string, step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      const sizeBytes = await sizeOf(draft);
      await rm(draft, { recursive: true, force: true });
      if (!isDiskFull(error)) throw error;
      throw await diskFull(this.disk, this.artifacts, Math.max(writtenBytes, sizeBytes), error);
    }
  }
}

async function sizeOf(folder: string): Promise<number> {
  return hashFolder(folder).then(
    (digest) => digest.sizeBytes,
    () =>
      stat(folder).then(
        (stats) => stats.size,
        () => 0,
      ),
  );
}

function damaged(hash: string, folder: string, what: string, cause?: unknown): AppError {
  return new AppError({
    code: 'artifact_damaged',
    blame: 'environment',
    message: `Artifact ${hash.slice(0, 12)} ${what}.`,
    place: { artifact: hash, folder },
    hint: 'Run again: it will be computed anew. If this repeats, check the disk.',
    cause,
  });
}
