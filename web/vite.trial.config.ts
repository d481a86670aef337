import { fileURLToPath } from 'node:url'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vite'
import { emoji } from './build/emoji.ts'

// The screens on an engine of memory only, for looking at them: npx vite -c vite.trial.config.ts
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('./src/testing'),
  publicDir: here('./public'),
  cacheDir: here('./target/vite-trial'),
  plugins: [solid(), emoji()],
  resolve: { alias: { '@generated': here('./target/generated') } },
  server: { fs: { allow: [here('.')] } },
})
