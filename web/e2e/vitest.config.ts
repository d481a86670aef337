import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Each file has a server and a browser of its own, and the machine may have two cores: one file at a time.
export default defineConfig({
  resolve: { alias: { '@generated': join(import.meta.dirname, '../target/generated') } },
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    // For people without a browser: what later versions of Node.js have without being asked.
    execArgv: ['--experimental-websocket'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 300_000,
  },
})
