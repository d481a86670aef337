// The packaged program, started as people start it, on a data folder and a port of its own.

import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../..')
const STOP_MILLIS = 60_000

// E2E=quick takes the page as "web/build/run build" left it and the server's jar as it is, and packs nothing anew: for whoever works
// on the page.
const program =
  process.env['E2E'] === 'quick'
    ? [
        `${process.env['JAVA_HOME']}/bin/java`,
        '--enable-native-access=ALL-UNNAMED',
        '--sun-misc-unsafe-memory-access=allow',
        `-Djava.library.path=${root}/node/target/native`,
        '-cp',
        `${root}/web/target/classes:${root}/node/target/heliograph.jar`,
        'heliograph.node.Main',
      ]
    : [`${root}/heliograph`]

export interface Invite {
  /** With its plus sign. */
  number: string
  code: string
  /** Opens the page with both filled in. */
  link: string
}

interface ServerOptions {
  /** Lines for the settings file; a line replaces the default of its name. */
  settings?: Record<string, string>
  /** Limits of rate, as an owner would have them; off by default, so that stories do not wait for each other. */
  limits?: boolean
}

export class Server {
  /** What it has printed, line by line, since it was started last. */
  said: string[] = []
  private process: ChildProcess | undefined

  private constructor(
    readonly data: string,
    readonly port: number,
    private readonly limits: boolean,
  ) {}

  static async start(options: ServerOptions = {}): Promise<Server> {
    const data = await mkdtemp(join(tmpdir(), 'heliograph-e2e-'))
    const server = new Server(join(data, 'data'), await freePort(), options.limits ?? false)
    await server.launch()
    if (options.settings) {
      await server.stop()
      await server.change(options.settings)
      await server.launch()
    }
    return server
  }

  /** The page's origin. */
  get origin(): string {
    return `http://localhost:${this.port}`
  }

  /** The settings file, with some of its values replaced. */
  private async change(settings: Record<string, string>): Promise<void> {
    const file = join(this.data, 'heliograph.properties')
    let text = await readFile(file, 'utf8')
    for (const [name, value] of Object.entries(settings)) {
      const line = new RegExp(`^${name.replaceAll('.', '\\.')} =.*$`, 'm')
      if (!line.test(text)) throw new Error(`no setting ${name}`)
      text = text.replace(line, `${name} = ${value}`)
    }
    await writeFile(file, text)
  }

  private async launch(): Promise<void> {
    const words = ['serve', '--data', this.data, '--listen', `localhost:${this.port}`]
    const [command = '', ...before] = program
    const child = spawn(command, [...before, ...words, '--limits', this.limits ? 'on' : 'off'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.process = child
    this.said = []
    let errors = ''
    child.stderr.on('data', part => (errors += String(part)))
    await new Promise<void>((ready, failed) => {
      child.once('error', failed)
      child.once('exit', status => failed(new Error(`the server ended with ${status}: ${errors}`)))
      createInterface(child.stdout).on('line', line => {
        this.said.push(line)
        if (line.startsWith('ready')) ready()
      })
    })
  }

  /** Stops it as an owner would; what it holds stays. */
  async stop(): Promise<void> {
    const child = this.process
    this.process = undefined
    if (!child || child.exitCode !== null) return
    const ended = new Promise<boolean>(resolve => child.once('exit', () => resolve(true)))
    child.kill('SIGTERM')
    const late = new Promise<boolean>(resolve => setTimeout(() => resolve(false), STOP_MILLIS).unref())
    if (await Promise.race([ended, late])) return
    child.kill('SIGKILL')
    throw new Error('the server did not stop on SIGTERM')
  }

  /** Stops it, if it runs, and starts it again on what it holds. */
  async restart(): Promise<void> {
    await this.stop()
    await this.launch()
  }

  /** Starts another of the program's commands, and leaves it running. */
  open(...words: string[]): ChildProcess {
    const [command = '', ...before] = program
    return spawn(command, [...before, ...words])
  }

  async run(...words: string[]): Promise<string> {
    const [command = '', ...before] = program
    const { stdout } = await promisify(execFile)(command, [...before, ...words, '--data', this.data])
    return stdout
  }

  async invites(count: number): Promise<Invite[]> {
    return JSON.parse(await this.run('invite', '--count', String(count), '--json'))
  }

  /** Stops it and forgets everything. */
  async close(): Promise<void> {
    await this.stop()
    await rm(join(this.data, '..'), { recursive: true, force: true })
  }
}

/** A port below those that systems give to whoever asks for any: nobody is given it between the look and the start of the server. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    const isFree = await new Promise<boolean>(answer => {
      const probe = createServer().once('error', () => answer(false))
      probe.listen(port, () => probe.close(() => answer(true)))
    })
    if (isFree) return port
  }
}
