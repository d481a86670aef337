// GramJS (layer 198) and teleproto (layer 229), which keeps its API: full transport, the PKCS#1
// inner data without a DC. The package is the first argument.
import { createRequire } from 'node:module'
import { emit, serve } from './driver.mjs'

const library = process.argv[2] ?? 'telegram'
const require = createRequire(import.meta.url)
const { Api, TelegramClient } = require(library)
const { StringSession } = require(`${library}/sessions`)
const { ConnectionTCPFull } = require(`${library}/network`)
const { Logger, LogLevel } = require(`${library}/extensions/Logger`)
const { _serverKeys } = require(`${library}/crypto/RSA`)
const bigInt = require('big-integer')
const { NewMessage, Raw } = require(`${library}/events`)

let client
let server
let codeHash
const people = new Map()

// setDC's port is not used by the library, so the connection itself is told where to go.
class ToOurServer extends ConnectionTCPFull {
  constructor(options) {
    super({ ...options, ip: server.address, port: server.port })
  }
}

function plain(id) {
  return id === undefined || id === null ? 0 : Number(id.toString())
}

function messageFields(message) {
  return {
    chat: plain(message.peerId?.userId),
    id: message.id,
    text: message.message,
    out: message.out === true,
    replyTo: message.replyTo?.replyToMsgId ?? null,
    forwarded: Boolean(message.fwdFrom),
    edited: Boolean(message.editDate),
  }
}

function peer(id) {
  const known = people.get(id)
  if (known !== undefined) return known
  return client.getInputEntity(bigInt(id))
}

function remember(user) {
  people.set(plain(user.id), new Api.InputPeerUser({ userId: user.id, accessHash: user.accessHash }))
}

function onRaw(update) {
  if (update instanceof Api.UpdateNewMessage && update.message instanceof Api.Message) {
    emit('message', messageFields(update.message))
  } else if (update instanceof Api.UpdateShortMessage) {
    emit('message', { chat: plain(update.userId), id: update.id, text: update.message, out: update.out === true })
  } else if (update instanceof Api.UpdateEditMessage) {
    emit('edit', messageFields(update.message))
  } else if (update instanceof Api.UpdateDeleteMessages) {
    emit('delete', { ids: update.messages })
  } else if (update instanceof Api.UpdateReadHistoryOutbox) {
    emit('read', { chat: plain(update.peer.userId), maxId: update.maxId })
  }
}

await serve({
  async start({ address, port, modulus, exponent, fingerprint }) {
    server = { address, port }
    _serverKeys.set(fingerprint, { n: bigInt(modulus), e: exponent })
    const session = new StringSession('')
    session.setDC(2, address, port)
    client = new TelegramClient(session, 1, '0123456789abcdef0123456789abcdef', {
      connection: ToOurServer,
      connectionRetries: 100,
      retryDelay: 200,
      baseLogger: new Logger(LogLevel?.NONE ?? 'none'),
      useWSS: false,
    })
    client.addEventHandler(onRaw, new Raw({}))
    await client.connect()
  },
  async sendCode({ number }) {
    const sent = await client.invoke(
      new Api.auth.SendCode({ phoneNumber: number, apiId: 1, apiHash: 'x', settings: new Api.CodeSettings({}) }),
    )
    codeHash = sent.phoneCodeHash
    return { length: sent.type.length }
  },
  async signUp({ number, code, firstName, lastName }) {
    const sent = await client.invoke(
      new Api.auth.SendCode({ phoneNumber: number, apiId: 1, apiHash: 'x', settings: new Api.CodeSettings({}) }),
    )
    const common = { phoneNumber: number, phoneCodeHash: sent.phoneCodeHash }
    const first = await client.invoke(new Api.auth.SignIn({ ...common, phoneCode: code }))
    if (!(first instanceof Api.auth.AuthorizationSignUpRequired)) throw new Error('no sign-up asked for')
    const auth = await client.invoke(new Api.auth.SignUp({ ...common, firstName, lastName: lastName ?? '' }))
    return { id: plain(auth.user.id) }
  },
  async signIn({ number, code }) {
    const auth = await client.invoke(
      new Api.auth.SignIn({ phoneNumber: number, phoneCodeHash: codeHash, phoneCode: code }),
    )
    return { id: plain(auth.user.id) }
  },
  async me() {
    const me = await client.getMe()
    return { id: plain(me.id), firstName: me.firstName }
  },
  async addContact({ number, firstName }) {
    const contact = new Api.InputPhoneContact({ clientId: bigInt(1), phone: number, firstName, lastName: '' })
    const imported = await client.invoke(new Api.contacts.ImportContacts({ contacts: [contact] }))
    remember(imported.users[0])
    return { id: plain(imported.users[0].id) }
  },
  async send({ to, text, replyTo }) {
    const sent = await client.sendMessage(await peer(to), { message: text, replyTo })
    return { id: sent.id }
  },
  async edit({ to, message, text }) {
    await client.editMessage(await peer(to), { message, text })
  },
  async delete({ to, ids, revoke }) {
    await client.deleteMessages(await peer(to), ids, { revoke })
  },
  async forward({ from, to, ids }) {
    const sent = await client.forwardMessages(await peer(to), { messages: ids, fromPeer: await peer(from) })
    return { ids: sent.flat().map((message) => message.id) }
  },
  async read({ to }) {
    await client.markAsRead(await peer(to))
  },
  async search({ to, query }) {
    return (await client.getMessages(await peer(to), { search: query, limit: 20 })).map(messageFields)
  },
  async searchAll({ query }) {
    return (await client.getMessages(undefined, { search: query, limit: 20 })).map(messageFields)
  },
  async history({ to, limit }) {
    return (await client.getMessages(await peer(to), { limit })).map(messageFields)
  },
  async dialogs() {
    const all = await client.getDialogs({ limit: 100 })
    return all.map((dialog) => ({
      chat: plain(dialog.entity.id),
      unread: dialog.unreadCount,
      top: dialog.message?.id ?? 0,
    }))
  },
  async disconnect() {
    await client.disconnect()
  },
  async reconnect() {
    await client.connect()
    // This library never asks for the difference by itself; its users call it like this.
    if (client.catchUp !== undefined) await client.catchUp()
  },
  async close() {
    await client?.destroy()
  },
})
