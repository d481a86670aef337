import { fileURLToPath } from 'node:url'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { trustedTemplates } from './build/trustedTemplates.ts'
import { emojiData } from './emojiData.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [solid(), trustedTemplates(), emojiData()],
  resolve: { alias: { '@generated': here('./target/generated') } },
  worker: { format: 'es' },
  build: {
    outDir: 'target/site',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
})
