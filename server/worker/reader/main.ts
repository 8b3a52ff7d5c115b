import { onStop } from '@/server/boot/child';
import { readEnv } from '@/server/env';
import { createReader } from './create-reader';

/** The reader process: started and restarted by the worker process. */
const { databaseUrl, home, readerPort } = readEnv();
if (databaseUrl === undefined || readerPort === undefined)
  throw new Error('the reader needs DATABASE_URL and READER_PORT');
const reader = await createReader({ databaseUrl, home, port: readerPort });
onStop(() => reader.stop());
