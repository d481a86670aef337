// TDLib (layer 227) through tdl: obfuscated intermediate, padded through the MTProxy secret. The
// server key is a literal in the library, so it runs a copy whose key was put in place of it.
import { createRequire } from 'node:module'
import { emit, serve, until } from './driver.mjs'

const require = createRequire(import.meta.url)
const tdl = require('tdl')

let client
let authorization
let connection
const sending = new Map()

function messageFields(message) {
  return {
    chat: message.chat_id,
    id: message.id,
    text: message.content?.text?.text ?? '',
    out: message.is_outgoing,
    replyTo: message.reply_to?.message_id ?? null,
    forwarded: Boolean(message.forward_info),
    edited: message.edit_date > 0,
  }
}

async function onUpdate(update) {
  switch (update._) {
    case 'updateAuthorizationState':
      authorization = update.authorization_state
      break
    case 'updateConnectionState':
      connection = update.state._
      break
    case 'updateNewMessage':
      if (update.message.sending_state?._ !== 'messageSendingStatePending') {
        emit('message', messageFields(update.message))
      }
      break
    case 'updateMessageSendSucceeded':
      sending.set(`${update.message.chat_id}/${update.old_message_id}`, update.message)
      break
    case 'updateMessageSendFailed':
      sending.set(`${update.message.chat_id}/${update.old_message_id}`, new Error(update.error?.message ?? 'send failed'))
      break
    case 'updateMessageContent':
      emit('edit', { chat: update.chat_id, id: update.message_id, text: update.new_content?.text?.text ?? '' })
      break
    case 'updateDeleteMessages':
      if (update.is_permanent) emit('delete', { chat: update.chat_id, ids: update.message_ids })
      break
    case 'updateChatReadOutbox':
      emit('read', { chat: update.chat_id, maxId: update.last_read_outbox_message_id })
      break
    default:
  }
}

function authorizationState(name) {
  return until(() => authorization?._ === name, name)
}

async function sent(message) {
  const key = `${message.chat_id}/${message.id}`
  const done = await until(() => sending.get(key), 'the message to be sent')
  sending.delete(key)
  if (done instanceof Error) throw done
  return done
}

function text(value) {
  return { _: 'inputMessageText', text: { _: 'formattedText', text: value, entities: [] } }
}

async function open(id) {
  await client.invoke({ _: 'createPrivateChat', user_id: id, force: false })
  return id
}

await serve({
  async start({ address, port, library, secret, directory }) {
    tdl.configure({ tdjson: library, verbosityLevel: 1 })
    client = tdl.createBareClient()
    client.on('update', onUpdate)
    client.on('error', (error) => process.stderr.write(`tdlib: ${error?.message ?? error}\n`))
    await authorizationState('authorizationStateWaitTdlibParameters')
    // Answered once the parameters are set, and before the first connection.
    const proxy = client.invoke({
      _: 'addProxy',
      proxy: { _: 'proxy', server: address, port, type: { _: 'proxyTypeMtproto', secret } },
      server: address,
      port,
      enable: true,
      type: { _: 'proxyTypeMtproto', secret },
    })
    await client.invoke({
      _: 'setTdlibParameters',
      use_test_dc: false,
      database_directory: `${directory}/db`,
      files_directory: `${directory}/files`,
      use_file_database: false,
      use_chat_info_database: true,
      use_message_database: true,
      use_secret_chats: true,
      api_id: 1,
      api_hash: '0123456789abcdef0123456789abcdef',
      system_language_code: 'en',
      device_model: 'Interop',
      application_version: '1.0',
    })
    await proxy
    await authorizationState('authorizationStateWaitPhoneNumber')
  },
  async sendCode({ number }) {
    await client.invoke({ _: 'setAuthenticationPhoneNumber', phone_number: number })
    await authorizationState('authorizationStateWaitCode')
    return { length: authorization.code_info.type.length }
  },
  async signUp({ number, code, firstName, lastName }) {
    await client.invoke({ _: 'setAuthenticationPhoneNumber', phone_number: number })
    await authorizationState('authorizationStateWaitCode')
    await client.invoke({ _: 'checkAuthenticationCode', code })
    await authorizationState('authorizationStateWaitRegistration')
    await client.invoke({ _: 'registerUser', first_name: firstName, last_name: lastName ?? '' })
    await authorizationState('authorizationStateReady')
    return { id: (await client.invoke({ _: 'getMe' })).id }
  },
  async signIn({ code }) {
    await client.invoke({ _: 'checkAuthenticationCode', code })
    await authorizationState('authorizationStateReady')
    return { id: (await client.invoke({ _: 'getMe' })).id }
  },
  async me() {
    const me = await client.invoke({ _: 'getMe' })
    return { id: me.id, firstName: me.first_name }
  },
  async addContact({ number, firstName }) {
    const contact = { _: 'importedContact', phone_number: number, first_name: firstName, last_name: '' }
    const imported = await client.invoke({ _: 'importContacts', contacts: [contact] })
    return { id: await open(imported.user_ids[0]) }
  },
  async send({ to, text: value, replyTo }) {
    const message = await client.invoke({
      _: 'sendMessage',
      chat_id: await open(to),
      reply_to: replyTo ? { _: 'inputMessageReplyToMessage', message_id: replyTo } : undefined,
      input_message_content: text(value),
    })
    return { id: (await sent(message)).id }
  },
  async edit({ to, message, text: value }) {
    await client.invoke({
      _: 'editMessageText',
      chat_id: to,
      message_id: message,
      input_message_content: text(value),
    })
  },
  async delete({ to, ids, revoke }) {
    await client.invoke({ _: 'deleteMessages', chat_id: to, message_ids: ids, revoke })
  },
  async forward({ from, to, ids }) {
    const pending = await client.invoke({
      _: 'forwardMessages',
      chat_id: await open(to),
      from_chat_id: from,
      message_ids: ids,
    })
    return { ids: (await Promise.all(pending.messages.map(sent))).map((message) => message.id) }
  },
  async read({ to }) {
    await client.invoke({ _: 'openChat', chat_id: await open(to) })
    const chat = await client.invoke({ _: 'getChat', chat_id: to })
    await client.invoke({
      _: 'viewMessages',
      chat_id: to,
      message_ids: [chat.last_message.id],
      source: { _: 'messageSourceChatHistory' },
      force_read: true,
    })
    await client.invoke({ _: 'closeChat', chat_id: to })
  },
  async search({ to, query }) {
    const found = await client.invoke({
      _: 'searchChatMessages',
      chat_id: to,
      query,
      from_message_id: 0,
      offset: 0,
      limit: 20,
    })
    return found.messages.map(messageFields)
  },
  async searchAll({ query }) {
    const found = await client.invoke({ _: 'searchMessages', query, offset: '', limit: 20 })
    return found.messages.map(messageFields)
  },
  async history({ to, limit }) {
    await open(to)
    // The first call may return fewer than there are: the library answers from what it has.
    const messages = []
    let from = 0
    while (messages.length < limit) {
      const part = await client.invoke({
        _: 'getChatHistory',
        chat_id: to,
        from_message_id: from,
        offset: 0,
        limit: limit - messages.length,
        only_local: false,
      })
      if (part.messages.length === 0) break
      messages.push(...part.messages)
      from = messages.at(-1).id
    }
    return messages.map(messageFields)
  },
  async dialogs() {
    try {
      for (;;) await client.invoke({ _: 'loadChats', chat_list: { _: 'chatListMain' }, limit: 100 })
    } catch (error) {
      if (error.code !== 404) throw error
    }
    const { chat_ids: ids } = await client.invoke({ _: 'getChats', chat_list: { _: 'chatListMain' }, limit: 100 })
    const chats = await Promise.all(ids.map((id) => client.invoke({ _: 'getChat', chat_id: id })))
    return chats.map((chat) => ({ chat: chat.id, unread: chat.unread_count, top: chat.last_message?.id ?? 0 }))
  },
  async disconnect() {
    await client.invoke({ _: 'setNetworkType', type: { _: 'networkTypeNone' } })
  },
  async reconnect() {
    await client.invoke({ _: 'setNetworkType', type: { _: 'networkTypeWiFi' } })
    await until(() => connection === 'connectionStateReady', 'the connection to be ready')
  },
  async close() {
    if (client === undefined) return
    await client.invoke({ _: 'close' })
    await authorizationState('authorizationStateClosed')
  },
})
