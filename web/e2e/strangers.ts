// People who do not use the page: one with a client that others wrote, one in a terminal.

import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { connect, createServer, type Server as SocketServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Invite, Server } from './server.ts'

const root = join(import.meta.dirname, '../..')
const PATIENCE_MILLIS = 60_000

/** What a program has said so far, line by line. */
class Lines {
  private readonly lines: string[] = []
  private readonly waiting = new Set<() => void>()

  constructor(readonly process: ChildProcess) {
    for (const stream of [process.stdout, process.stderr]) {
      if (stream) createInterface(stream).on('line', line => this.add(line))
    }
    process.once('exit', status => this.add(`(ended with ${status})`))
  }

  private add(line: string): void {
    this.lines.push(line)
    for (const look of this.waiting) look()
  }

  /** The first line that fits, said already or still to come. */
  find(fits: (line: string) => boolean): Promise<string> {
    return new Promise((found, failed) => {
      const look = () => {
        const line = this.lines.find(fits)
        if (line === undefined) return
        clearTimeout(patience)
        this.waiting.delete(look)
        found(line)
      }
      const patience = setTimeout(() => {
        this.waiting.delete(look)
        failed(new Error(`waited in vain; it said:\n${this.lines.join('\n')}`))
      }, PATIENCE_MILLIS)
      this.waiting.add(look)
      look()
    })
  }

  say(line: string): void {
    this.process.stdin?.write(`${line}\n`)
  }
}

/** `./heliograph chat`, driven by lines as a pipe would. */
export class Terminal {
  private constructor(private readonly lines: Lines) {}

  static signUp(server: Server, invite: Invite, name: string): Terminal {
    const login = ['--number', invite.number, '--code', invite.code, '--name', name]
    const session = join(server.data, '..', `${invite.number}.session`)
    const words = ['chat', '--plain', '--data', server.data, '--session', session, ...login]
    return new Terminal(new Lines(server.open(...words)))
  }

  say(line: string): void {
    this.lines.say(line)
  }

  shows(text: string): Promise<string> {
    return this.lines.find(line => line.includes(text))
  }

  close(): void {
    this.lines.process.kill()
  }
}

type Answer = { id?: number; ok?: unknown; error?: string; event?: string; text?: string }

/** mtcute by the driver of `interop`, in a network namespace that has nothing but a way to the server. */
export class Mtcute {
  private lastId = 0

  private constructor(
    private readonly lines: Lines,
    private readonly exit: SocketServer,
  ) {}

  static async signUp(server: Server, invite: Invite, firstName: string): Promise<Mtcute> {
    execFileSync(join(root, 'interop/install-clients'), { stdio: 'inherit' })
    const socket = join(server.data, '..', 'exit.sock')
    const exit = createServer(inside => {
      const outside = connect(server.port, 'localhost')
      inside.pipe(outside).pipe(inside)
      inside.on('error', () => outside.destroy())
      outside.on('error', () => inside.destroy())
    })
    await new Promise<void>(ready => exit.listen(socket, ready))
    const program = [process.execPath, join(import.meta.dirname, 'bridge.mjs'), String(server.port), socket]
    const script = 'ip link set lo up && exec "$@"'
    const words = ['--kill-child', '--fork', 'sh', '-c', script, 'sh', ...program, join(root, 'interop/clients/mtcute.mjs')]
    const mtcute = new Mtcute(new Lines(spawn('unshare', [namespace(), ...words])), exit)
    await mtcute.event(({ event }) => event === 'started')
    const pem = await readFile(join(server.data, 'server-key.pub.pem'), 'utf8')
    await mtcute.do('start', { address: '127.0.0.1', port: server.port, pem })
    await mtcute.do('signUp', { number: invite.number.slice(1), code: invite.code, firstName })
    return mtcute
  }

  async do(verb: string, args: Record<string, unknown> = {}): Promise<unknown> {
    const id = ++this.lastId
    this.lines.say(JSON.stringify({ id, do: verb, ...args }))
    const answer = await this.event(said => said.id === id)
    if (answer.error !== undefined) throw new Error(`${verb}: ${answer.error}`)
    return answer.ok
  }

  /** What it tells by itself, or answers. */
  async event(fits: (said: Answer) => boolean): Promise<Answer> {
    return JSON.parse(await this.lines.find(line => line.startsWith('{') && fits(JSON.parse(line) as Answer))) as Answer
  }

  close(): void {
    this.lines.process.kill()
    this.exit.close()
  }
}

/** How a network namespace is made here: as root, or in a user namespace of its own. */
function namespace(): string {
  return process.getuid?.() === 0 ? '-n' : '-rn'
}
