// The line protocol that every client driver speaks: one JSON object per line on standard input
// ({"id":1,"do":"send",...}), one answer per command on standard output ({"id":1,"ok":...} or
// {"id":1,"error":"..."}), and events in between ({"event":"message",...}).
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

// A driver points a real client at a server of ours; nothing may ever reach the real Telegram. So
// it only runs where loopback is the only interface and no route leads out.
function refuseToRunOutsideLoopbackNamespace() {
  const interfaces = readFileSync('/proc/net/dev', 'utf8')
    .split('\n')
    .slice(2)
    .map((line) => line.split(':')[0].trim())
    .filter((name) => name !== '')
  const routes = readFileSync('/proc/net/route', 'utf8').trim().split('\n').slice(1)
  if (interfaces.some((name) => name !== 'lo') || routes.length > 0) {
    process.stderr.write('refused: run this inside a network namespace that has only loopback\n')
    process.exit(3)
  }
}

function write(message) {
  const text = JSON.stringify(message, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
  process.stdout.write(`${text}\n`)
}

/** Tells the story about something that the client saw by itself. */
export function emit(event, fields) {
  write({ event, ...fields })
}

/** Serves the commands, one after another, until standard input ends. */
export async function serve(commands) {
  refuseToRunOutsideLoopbackNamespace()
  console.log = console.error // libraries log there, and standard output is ours
  process.on('unhandledRejection', (error) => process.stderr.write(`unhandled: ${error?.stack ?? error}\n`))
  emit('started', {})
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    const { id, do: verb, ...args } = JSON.parse(line)
    const command = commands[verb]
    if (command === undefined) {
      write({ id, error: `unknown command ${verb}` })
      continue
    }
    try {
      write({ id, ok: (await command(args)) ?? null })
    } catch (error) {
      write({ id, error: String(error?.message ?? error), stack: error?.stack })
    }
  }
  await commands.close?.({})
  process.exit(0)
}

/** Awaits a condition that events make true; the story bounds the time as well. */
export async function until(condition, what, millis = 20_000) {
  const end = Date.now() + millis
  for (;;) {
    const value = await condition()
    if (value) return value
    if (Date.now() > end) throw new Error(`gave up waiting for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
