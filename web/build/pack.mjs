// Makes what the server serves of what Vite built: each file as it is, with brotli and gzip beside it where that is smaller,
// and an index that tells the server all it has to know, so that it decides nothing about files itself.
//
// The index has one line a file and one a route, fields separated by tabs:
//   file   path   type   "immutable" or "revalidate"   hash of the content   encodings, comma-separated
//   route  beginning of a path that the page itself shows something for

import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const web = join(dirname(fileURLToPath(import.meta.url)), '..')
const site = join(web, 'target/site')
const packed = join(web, 'target/classes/heliograph/web')

const routes = ['/@', '/u/', '/archive', '/contacts', '/settings', '/invite', '/login']

// Type, and whether it is worth compressing.
const types = {
  '.css': ['text/css; charset=utf-8', true],
  '.html': ['text/html; charset=utf-8', true],
  '.ico': ['image/x-icon', true],
  '.js': ['text/javascript; charset=utf-8', true],
  '.json': ['application/json', true],
  '.mp3': ['audio/mpeg', false],
  '.ogg': ['audio/ogg', false],
  '.png': ['image/png', false],
  '.svg': ['image/svg+xml', true],
  '.txt': ['text/plain; charset=utf-8', true],
  '.wasm': ['application/wasm', true],
  '.wav': ['audio/wav', true],
  '.webmanifest': ['application/manifest+json', true],
  '.webp': ['image/webp', false],
  '.woff2': ['font/woff2', false],
}

const compressors = [
  ['br', content => promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })],
  ['gzip', content => promisify(gzip)(content, { level: 9 })],
]

async function pack(name) {
  const content = readFileSync(join(site, name))
  const known = types[extname(name)]
  if (!known) throw new Error(`${name}: a type that pack.mjs does not know`)
  const [type, compressible] = known
  const encodings = []
  for (const [encoding, compress] of compressible ? compressors : []) {
    const smaller = await compress(content)
    if (smaller.length < content.length) {
      writeFileSync(join(packed, `${name}.${encoding}`), smaller)
      encodings.push(encoding)
    }
  }
  // Vite puts a hash of the content into the name of everything below assets/.
  const caching = name.startsWith('assets/') ? 'immutable' : 'revalidate'
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 20)
  return ['file', `/${name}`, type, caching, hash, encodings.join(',')].join('\t')
}

rmSync(packed, { recursive: true, force: true })
mkdirSync(packed, { recursive: true })
cpSync(site, packed, { recursive: true })
const names = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => join(entry.parentPath, entry.name).slice(site.length + 1))
  .sort()
const lines = await Promise.all(names.map(pack))
writeFileSync(join(packed, 'index.tsv'), [...lines, ...routes.map(route => `route\t${route}`), ''].join('\n'))
