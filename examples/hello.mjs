// Signs up with an invite, writes to somebody and answers whoever writes back. Stop it with Ctrl-C.
//   node hello.mjs +888… 12345 +888…      (my number, my code, the other's number)
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { Long, MemoryStorage, TelegramClient } from '@mtcute/node'
import { NodeCryptoProvider, addPublicKey } from '@mtcute/node/utils.js'

const [number, code, other] = process.argv.slice(2)
const data = process.env.HELIOGRAPH_DATA ?? `${homedir()}/.heliograph`

// The address and the server key: all that tells this server from another.
const { host, port } = JSON.parse(readFileSync(`${data}/running.json`, 'utf8'))
const crypto = new NodeCryptoProvider()
await crypto.initialize?.()
await addPublicKey(crypto, readFileSync(`${data}/server-key.pub.pem`, 'utf8'))
const dc = { id: 2, ipAddress: host, port }

const client = new TelegramClient({
  apiId: 1,
  apiHash: 'any',
  storage: new MemoryStorage(),
  crypto,
  defaultDcs: { main: dc, media: dc },
})

const { phoneCodeHash } = await client.sendCode({ phone: number })
await client.call({ _: 'auth.signIn', phoneNumber: number, phoneCodeHash, phoneCode: code })
await client.notifyLoggedIn(
  await client.call({ _: 'auth.signUp', phoneNumber: number, phoneCodeHash, firstName: 'Bob', lastName: '' }),
)
client.onNewMessage.add(async (message) => {
  if (message.isOutgoing) return
  console.log(`${message.sender.displayName}: ${message.text}`)
  await client.answerText(message, `You said: ${message.text}`)
})
await client.startUpdatesLoop()

const { users: [alice] } = await client.importContacts([
  { phone: other, firstName: 'Alice', lastName: '', clientId: Long.ONE },
])
if (!alice) {
  console.error(`Nobody has signed up with ${other} yet.`)
  process.exit(1)
}
await client.sendText(alice.id, 'Hello from mtcute.')
console.log('Said hello; waiting for an answer.')
