// mtcute (layer 227, plain intermediate transport, RSA_PAD) as a judge: only the address and the
// server key differ from what its users run.
import { Long, MemoryStorage } from '@mtcute/core'
import { TelegramClient } from '@mtcute/node'
import { NodeCryptoProvider, addPublicKey } from '@mtcute/node/utils.js'
import { emit, serve, until } from './driver.mjs'

let client
let codeHash
const people = new Map()

function messageFields(message) {
  return {
    chat: message.chat.id,
    id: message.id,
    text: message.text,
    out: message.isOutgoing,
    replyTo: message.replyToMessage?.id ?? null,
    forwarded: message.forward !== null,
    edited: message.editDate !== null,
  }
}

async function peer(id) {
  return people.get(id) ?? (await client.resolvePeer(id))
}

await serve({
  async start({ address, port, pem }) {
    const crypto = new NodeCryptoProvider()
    await crypto.initialize?.()
    await addPublicKey(crypto, pem)
    const dc = { id: 2, ipAddress: address, port }
    client = new TelegramClient({
      apiId: 1,
      apiHash: '0123456789abcdef0123456789abcdef',
      storage: new MemoryStorage(),
      crypto,
      defaultDcs: { main: dc, media: dc },
      updates: { catchUp: true },
      logLevel: 1,
    })
    client.onNewMessage.add((message) => emit('message', messageFields(message)))
    client.onEditMessage.add((message) => emit('edit', messageFields(message)))
    client.onDeleteMessage.add((update) => emit('delete', { ids: update.messageIds }))
    client.onHistoryRead.add((update) => {
      if (update.isOutbox) emit('read', { chat: update.chatId, maxId: update.maxReadId })
    })
    client.onError.add((error) => process.stderr.write(`mtcute: ${error?.stack ?? error}\n`))
    await client.connect()
  },
  async sendCode({ number }) {
    const sent = await client.sendCode({ phone: number })
    codeHash = sent.phoneCodeHash
    return { length: sent.length }
  },
  async signUp({ number, code, firstName, lastName }) {
    const sent = await client.sendCode({ phone: number })
    const first = await client.call({
      _: 'auth.signIn',
      phoneNumber: number,
      phoneCodeHash: sent.phoneCodeHash,
      phoneCode: code,
    })
    if (first._ !== 'auth.authorizationSignUpRequired') throw new Error(`no sign-up asked for: ${first._}`)
    const auth = await client.call({
      _: 'auth.signUp',
      phoneNumber: number,
      phoneCodeHash: sent.phoneCodeHash,
      firstName,
      lastName: lastName ?? '',
    })
    const user = await client.notifyLoggedIn(auth)
    await client.startUpdatesLoop()
    return { id: user.id }
  },
  async signIn({ number, code }) {
    const user = await client.signIn({ phone: number, phoneCodeHash: codeHash, phoneCode: code })
    await client.startUpdatesLoop()
    return { id: user.id }
  },
  async me() {
    const me = await client.getMe()
    return { id: me.id, firstName: me.firstName }
  },
  async addContact({ number, firstName }) {
    const imported = await client.importContacts([{ phone: number, firstName, lastName: '', clientId: Long.ONE }])
    const user = imported.users[0]
    people.set(user.id, { _: 'inputPeerUser', userId: user.id, accessHash: user.accessHash })
    return { id: user.id }
  },
  async send({ to, text, replyTo }) {
    const sent = await client.sendText(await peer(to), text, { replyTo })
    return { id: sent.id }
  },
  async edit({ to, message, text }) {
    await client.editMessage({ chatId: await peer(to), message, text })
  },
  async delete({ to, ids, revoke }) {
    await client.deleteMessagesById(await peer(to), ids, { revoke })
  },
  async forward({ from, to, ids }) {
    const sent = await client.forwardMessagesById({
      fromChatId: await peer(from),
      toChatId: await peer(to),
      messages: ids,
    })
    return { ids: sent.map((message) => message.id) }
  },
  async read({ to }) {
    await client.readHistory(await peer(to))
  },
  async search({ to, query }) {
    const found = await client.searchMessages({ chatId: await peer(to), query })
    return found.map(messageFields)
  },
  async searchAll({ query }) {
    const found = await client.searchGlobal({ query })
    return found.map(messageFields)
  },
  async history({ to, limit }) {
    const messages = await client.getHistory(await peer(to), { limit })
    return messages.map(messageFields)
  },
  async dialogs() {
    const all = []
    for await (const dialog of client.iterDialogs()) {
      all.push({ chat: dialog.peer.id, unread: dialog.unreadCount, top: dialog.lastMessage?.id ?? 0 })
    }
    return all
  },
  async disconnect() {
    await client.disconnect()
    await until(() => !client.isConnected, 'the connection to close')
  },
  async reconnect() {
    await client.connect()
    await client.startUpdatesLoop()
  },
  async close() {
    await client?.destroy()
  },
})
