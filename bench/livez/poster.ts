// Who sends the large bodies? A thread of its own, so that sending does not disturb whoever measures.

import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/** What is sent again and again. */
export interface Post {
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly encoding?: string;
}

/** What came of one post. */
export interface Posted {
  readonly status: number;
  readonly ms: number;
  readonly bytes: number;
}

const agent = new Agent({ keepAlive: true });

async function post({ url, bytes, encoding }: Post): Promise<Posted> {
  const began = performance.now();
  const call = request(url, {
    agent,
    method: 'POST',
    headers: {
      'content-type': 'application/fhir+json',
      'content-length': bytes.length,
      ...(encoding !== undefined && { 'content-encoding': encoding }),
    },
  });
  call.end(bytes);
  const [response] = await once(call, 'response');
  let length = 0;
  for await (const chunk of response) length += chunk.length;
  return { status: response.statusCode, ms: performance.now() - began, bytes: length };
}

const work: Post = workerData;
parentPort?.on('message', () => {
  // A post that fails ends the thread, and the benchmark with it.
  const report = async (): Promise<void> => parentPort?.postMessage(await post(work));
  void report();
});
