// Signs up with an invite, writes to somebody and answers whoever writes back. Stop it with Ctrl-C.
//   node hello.mjs +888… 12345 +888…      (my number, my code, the other's number)
// Its log-in lives in memory only: each run needs a fresh code, which "heliograph code +888…" makes for a number that has signed up.
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { Long, MemoryStorage, TelegramClient } from '@mtcute/node'
import { NodeCryptoProvider, addPublicKey } from '@mtcute/node/utils.js'

function leave(sentence) {
  console.error(sentence)
  console.error("Usage: node hello.mjs MY-NUMBER MY-CODE OTHER'S-NUMBER")
  process.exit(2)
}

const [number, code, other] = process.argv.slice(2)
if (!other) leave('My number, my code and the number of somebody who has signed up are needed.')

// The address and the server key: all that tells this server from another.
const data = process.env.HELIOGRAPH_DATA || `${homedir()}/.heliograph`
function said(file) {
  try {
    return readFileSync(`${data}/${file}`, 'utf8')
  } catch {
    return leave(`No server runs on ${data}: start one, or name its folder in HELIOGRAPH_DATA.`)
  }
}
const { host, port } = JSON.parse(said('running.json'))
const crypto = new NodeCryptoProvider()
await crypto.initialize?.()
await addPublicKey(crypto, said('server-key.pub.pem'))
const dc = { id: 2, ipAddress: host, port }

const client = new TelegramClient({
  apiId: 1,
  apiHash: 'any',
  storage: new MemoryStorage(),
  crypto,
  defaultDcs: { main: dc, media: dc },
})

async function logIn() {
  const { phoneCodeHash } = await client.sendCode({ phone: number })
  const proof = { phoneNumber: number, phoneCodeHash }
  const answer = await client.call({ _: 'auth.signIn', ...proof, phoneCode: code })
  return answer._ === 'auth.authorization'
    ? answer
    : client.call({ _: 'auth.signUp', ...proof, firstName: 'Bob', lastName: '' })
}
const authorization = await logIn().catch((refused) =>
  leave(`${number} cannot log in with this code (${refused.text ?? refused.message}); is it used up?`),
)
client.onNewMessage.add(async (message) => {
  if (message.isOutgoing) return
  console.log(`${message.sender.displayName}: ${message.text}`)
  await client.answerText(message, `You said: ${message.text}`)
})
// From here on updates come, too; startUpdatesLoop() besides would make each come twice.
await client.notifyLoggedIn(authorization)

const { users: [alice] } = await client.importContacts([
  { phone: other, firstName: 'Alice', lastName: '', clientId: Long.ONE },
])
if (!alice) {
  console.error(`Nobody has signed up with ${other} yet.`)
  process.exit(1)
}
await client.sendText(alice.id, 'Hello from mtcute.')
console.log('Said hello; waiting for an answer.')
