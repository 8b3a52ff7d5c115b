import type { StoredFile } from '@/server/db/files';
import type { WireError } from '@/server/errors';

export interface Upload {
  /** Settles with the file as it is stored, or with the words of what went wrong. */
  readonly done: Promise<StoredFile>;
  cancel(): void;
}

/** Streams a file to the store. XMLHttpRequest, because fetch does not say how much has been sent. */
export function uploadFile(file: File, onProgress: (share: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<StoredFile>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer = readAnswer(request.responseText);
      if (request.status === 201) resolve(answer as StoredFile);
      else reject(new Error(wordsOf(answer, request.status)));
    };
    request.onerror = () =>
      reject(new Error('Sluice does not answer. Check that it is still running, then try again.'));
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    request.open('PUT', `/api/files?name=${encodeURIComponent(file.name)}`);
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}

function readAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wordsOf(answer: unknown, status: number): string {
  const error = (answer as { error?: WireError } | undefined)?.error;
  if (!error) return `The upload was refused (${status}).`;
  return error.hint ? `${error.message} ${error.hint}` : error.message;
}
