import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/**
 * Tells the service worker which files of this build to keep for a start without a connection: all that is loaded by name of its
 * content, but for the texts of languages and the emoji, which it keeps once they were in use.
 */
export function precache(): Plugin {
  return {
    name: 'precache',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const worker = bundle['sw.js']
      if (worker?.type !== 'chunk') return
      const files = Object.keys(bundle)
        .filter(name => name.startsWith('assets/') && !/\/(text-|emoji)/i.test(name) && !name.endsWith('.map'))
        .sort()
        .map(name => `/${name}`)
      const version = createHash('sha256').update(Object.keys(bundle).sort().join()).digest('hex').slice(0, 12)
      worker.code = worker.code.replace('__PRECACHE__', JSON.stringify(files)).replace('__BUILD__', JSON.stringify(version))
    },
  }
}
