import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Where it is between noon and one o'clock now: no story meets a midnight, and the days before hold as much at any hour. */
const ahead = 12 - new Date().getUTCHours()
const noon = `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`

// Each file has a server and a browser of its own, and the machine may have two cores: one file at a time.
export default defineConfig({
  resolve: { alias: { '@generated': join(import.meta.dirname, '../target/generated') } },
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    environment: 'node',
    env: { TZ: noon },
    fileParallelism: false,
    // For people without a browser: what later versions of Node.js have without being asked.
    execArgv: ['--experimental-websocket'],
    testTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 300_000,
  },
})
