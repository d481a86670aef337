// Stands before the server, hands everything on, and may change a file on its way.

import { createServer, request, type Server as HttpServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll } from 'vitest'
import type { Server } from './server.ts'

/** What a file becomes; undefined: what it is. */
export type Change = (path: string) => ((content: string) => string) | undefined

/** A front, for all stories of a file; answers its origin. */
export async function standBefore(server: Server, change: Change): Promise<string> {
  const front = await open(server, change)
  afterAll(() => {
    front.closeAllConnections()
    front.close()
  })
  return `http://localhost:${(front.address() as AddressInfo).port}`
}

function open(server: Server, change: Change): Promise<HttpServer> {
  const made = createServer((asked, answer) => {
    const headers = { ...asked.headers, 'accept-encoding': 'identity' }
    const changed = change(asked.url ?? '')
    if (changed) delete headers['if-none-match']
    const onward = request({ host: 'localhost', port: server.port, method: asked.method, path: asked.url, headers }, async got => {
      const { 'content-length': _, ...heads } = got.headers
      answer.writeHead(got.statusCode ?? 502, heads)
      if (changed) answer.end(changed(await text(got)))
      else got.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  })
  made.on('upgrade', (asked, near) => {
    const far = connect(server.port, 'localhost', () => {
      const heads = Object.entries(asked.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`)
      far.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${heads.join('')}\r\n`)
      near.pipe(far).pipe(near)
    })
    far.on('error', () => near.destroy())
    near.on('error', () => far.destroy())
  })
  return new Promise(ready => made.listen(0, 'localhost', () => ready(made)))
}
