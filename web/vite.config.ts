import { fileURLToPath } from 'node:url'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { emoji } from './build/emoji.ts'
import { precache } from './build/precache.ts'
import { trustedTemplates } from './build/trustedTemplates.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The chunk of a language's texts is called by both, so that it is known which is which. */
const textOf = (module: string | null | undefined) => /ui\/text\/(\w+)\/(\w+)\.ts$/.exec(module ?? '')?.slice(1).join('-').replace(/^/, 'text-')

/** What every first page needs comes as one file; all else is loaded behind it. */
const startParts =
  /node_modules\/solid-js\/|\/src\/(calmly|main|trusted)\.ts|\/src\/engine\/(calls|condensed|connect)\.ts|\/src\/ui\/(App|boot|lastSession|state|route|preferences|media|errors|clipboard)\.tsx?|\/src\/ui\/text\/(\w+|\w+\/start)\.ts|\/src\/ui\/base\/(Button|Field|Icon|icons|Mark|Spinner|Toast)\b|\/src\/ui\/frame\/(Broken|Start|install)\b|\/src\/ui\/login\/(Ask|focusSoon|invitation|KeyChanged|Login|signingIn)|vite\/preload-helper/
const inStart = (module: string) => startParts.test(module)

export default defineConfig({
  plugins: [solid(), trustedTemplates(), emoji(), precache()],
  resolve: { alias: { '@generated': here('./target/generated') } },
  worker: { format: 'es' },
  build: {
    outDir: 'target/site',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: { index: here('./index.html'), sw: here('./src/sw/sw.ts') },
      output: {
        // The service worker keeps its name: a browser asks for it by that to learn of a new version.
        entryFileNames: chunk => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        codeSplitting: { groups: [{ name: 'start', test: inStart }] },
        chunkFileNames: chunk => `assets/${textOf(chunk.facadeModuleId) ?? '[name]'}-[hash].js`,
      },
    },
  },
  // Nothing waits for time to pass; what takes long takes it on a busy machine.
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node', testTimeout: 30_000 },
})
