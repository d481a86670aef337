// The screens on an engine of memory alone, whose messages go back for days: what a server started a moment ago has none of.

import { join } from 'node:path'
import { createServer } from 'vite'

const web = join(import.meta.dirname, '..')

/** Serves them until it is closed. */
export async function openTrial(): Promise<{ origin: string; close(): Promise<void> }> {
  const server = await createServer({
    configFile: join(web, 'vite.trial.config.ts'),
    logLevel: 'error',
    server: { host: 'localhost', port: 0, hmr: false, watch: null },
    // Found on the way and bundled then, a package would make the page load anew in the middle of a story.
    optimizeDeps: { noDiscovery: true },
  })
  await server.listen()
  const [origin] = server.resolvedUrls?.local ?? []
  if (!origin) throw new Error('the trial has no address')
  return { origin: origin.replace(/\/$/, ''), close: () => server.close() }
}
