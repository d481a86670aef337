import { defineConfig } from 'vitest/config'

// Each file has a server and a browser of its own, and the machine may have two cores: one file at a time.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
})
