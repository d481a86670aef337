import { describe, expect, it } from 'vitest'
import { newestOf } from '../model/dialog'
import { RpcError } from '../mtproto/connection'
import { truth, world } from '../testing/device'
import { quiet, settle } from '../testing/world'
import type { AskOf } from './calls'

describe('what was written', () => {
  const hello: AskOf<'send'> = { peer: 'u2', text: { text: 'hello', entities: [] } }

  it('waits as long as the server says', async () => {
    const { mailbox, clock, device } = world(6)
    const one = device()
    await one.start()
    await one.logIn()
    mailbox.refusals.set('messages.sendMessage', new RpcError(420, 'FLOOD_WAIT', 30))
    await one.call('send', hello)
    await quiet(clock)
    expect(truth(mailbox, 2)).toEqual([])
    await quiet(clock, 31_000)
    expect(truth(mailbox, 2).length).toBe(1)
  })

  it('says why it failed, and is sent when it is tried again', async () => {
    const { mailbox, clock, device } = world(7)
    const one = device()
    await one.start()
    await one.logIn()
    const shown = one.show(2)
    await quiet(clock)
    await shown
    mailbox.refusals.set('messages.sendMessage', new RpcError(400, 'USER_IS_BLOCKED', undefined))
    const { key } = await one.call('send', hello)
    await quiet(clock)
    expect(one.window.messages).toMatchObject([{ key, id: 0, delivery: { state: 'failed', reason: 'USER_IS_BLOCKED' } }])
    await one.call('retry', { key })
    await quiet(clock)
    expect(one.window.messages).toMatchObject([{ key, id: 2, delivery: { state: 'sent' } }])
    expect(truth(mailbox, 2).length).toBe(1)
  })

  it.each([
    ['QUOTE_TEXT_INVALID', { id: 7 }],
    ['REPLY_MESSAGE_ID_INVALID', undefined],
  ])('goes without what it answers when that is not so any more: %s', async (type, reply) => {
    const { mailbox, clock, device } = world(12)
    const one = device()
    await one.start()
    await one.logIn()
    mailbox.refusals.set('messages.sendMessage', new RpcError(400, type, undefined))
    await one.call('send', { ...hello, reply: { id: 7, quote: { text: 'changed', entities: [], offset: 0 } } })
    await quiet(clock)
    expect(truth(mailbox, 2).map((it) => it.text)).toEqual(['hello'])
    const said = one.events.flatMap((event) => (event.kind === 'history' ? event.messages : [])).findLast((it) => it.id === 0)
    expect(said?.delivery).toEqual({ state: 'sending' })
    expect(said?.reply).toEqual(reply)
  })

  it('does not wait for the answer to what was written before it', async () => {
    const { mailbox, clock, device } = world(9)
    const one = device()
    await one.start()
    await one.logIn()
    const texts = Array.from({ length: 40 }, (_, i) => `${i}`)
    for (const text of texts) void one.call('send', { peer: 'u2', text: { text, entities: [] } })
    const begun = clock.millis()
    await settle()
    while (mailbox.ids(2).length < texts.length && clock.step(1_000)) await settle()
    expect(truth(mailbox, 2).map((it) => it.text)).toEqual(texts)
    expect(clock.millis() - begun).toBeLessThan(300)
  })

  it.each([
    ['a flood wait', new RpcError(420, 'FLOOD_WAIT', 30), ['a', 'b', 'c', 'd']],
    ['a failure of the server', new RpcError(500, 'INTERNAL', undefined), ['a', 'b', 'c', 'd']],
    ['a refusal', new RpcError(400, 'MESSAGE_EMPTY', undefined), ['b', 'c', 'd']],
  ])('stays in order after %s', async (_, refusal, sent) => {
    const { mailbox, clock, device } = world(10)
    const one = device()
    await one.start()
    await one.logIn()
    const say = (text: string) => one.call('send', { peer: 'u2', text: { text, entities: [] } })
    mailbox.refusals.set('messages.sendMessage', refusal)
    for (const text of ['a', 'b', 'c']) await say(text)
    while (mailbox.refusals.size > 0 && clock.step()) await settle()
    await say('d')
    await quiet(clock, 31_000)
    expect(truth(mailbox, 2).map((it) => it.text)).toEqual(sent)
  })

  it('does not hide why what is forwarded with it fails', async () => {
    const { mailbox, clock, device } = world(12)
    const one = device()
    await one.start()
    await one.logIn()
    mailbox.refusals.set('messages.sendMessage', new RpcError(400, 'USER_IS_BLOCKED', undefined))
    mailbox.refusals.set('messages.forwardMessages', new RpcError(400, 'USER_IS_BLOCKED', undefined))
    await one.call('send', hello)
    const forwarded = expect(one.call('forward', { from: 'u3', ids: [1], to: ['u2'] })).rejects.toEqual({ code: 'USER_IS_BLOCKED' })
    await quiet(clock)
    await forwarded
    expect(mailbox.refusals.size).toBe(0)
  })

  it.each([
    ['was the draft', false, undefined],
    ['leaves the draft alone where it was written elsewhere', true, 'not yet'],
  ])('%s', async (_, keepDraft, draft) => {
    const { mailbox, clock, device } = world(13)
    mailbox.incoming(2, 'hi')
    const one = device()
    await one.start()
    await one.logIn()
    await one.call('saveDraft', { peer: 'u2', draft: { text: 'not yet', entities: [] } })
    await quiet(clock)
    await one.call('send', { ...hello, keepDraft })
    await quiet(clock)
    expect(one.dialogs.get('u2')?.draft?.text).toBe(draft)
    expect(truth(mailbox, 2).map((it) => it.text)).toEqual(['hi', 'hello'])
  })

  it('keeps its key in whatever is found of it', async () => {
    const { clock, device } = world(11)
    const one = device()
    await one.start()
    await one.logIn()
    const { key } = await one.call('send', hello)
    await quiet(clock)
    await one.history(2)
    const search = one.call('searchMessages', { peer: 'u2', text: 'hello' })
    const pinned = one.call('pinnedMessages', { peer: 'u2' })
    await quiet(clock)
    for (const messages of [(await search).messages, await pinned]) expect(messages.map((it) => it.key)).toEqual([key])
  })

  it('is what the list shows of the conversation, from the moment it is written', async () => {
    const { mailbox, clock, device } = world(14)
    mailbox.incoming(2, 'hi')
    const one = device()
    await one.start()
    await one.logIn()
    one.line.break()
    const line = () => {
      const dialog = one.dialogs.get('u2')
      return [dialog?.top, dialog?.waiting].map((it) => it?.content.kind === 'text' && it.content.text)
    }
    const { key } = await one.call('send', hello)
    await one.call('send', { ...hello, text: { text: 'and more', entities: [] } })
    expect(line()).toEqual(['hi', 'and more'])
    expect(one.dialogs.get('u2')?.waiting).toMatchObject({ id: 0, delivery: { state: 'sending' } })
    await one.core.stop()
    await one.start()
    expect(line()).toEqual(['hi', 'and more'])
    one.line.break()
    await one.call('cancel', { key })
    expect(line()).toEqual(['hi', 'and more'])
    const told = one.events.length
    await quiet(clock)
    expect(line()).toEqual(['and more', false])
    expect(one.dialogs.get('u2')).not.toHaveProperty('waiting')
    const shown = one.events.slice(told).flatMap((it) => (it.kind === 'dialogs' ? it.dialogs.map(newestOf) : []))
    expect(new Set(shown.map((it) => it?.content.kind === 'text' && it.content.text))).toEqual(new Set(['and more']))
  })

  it('begins a line of the list where nothing was said yet, and that goes if it is taken back', async () => {
    const { mailbox, clock, device } = world(15)
    const one = device()
    await one.start()
    await one.logIn()
    one.line.break()
    const first = await one.call('send', hello)
    expect(one.dialogs.get('u2')).toMatchObject({ waiting: { key: first.key, delivery: { state: 'sending' } } })
    await one.call('cancel', first)
    await expect.poll(() => one.dialogs.has('u2')).toBe(false)
    const second = await one.call('send', hello)
    mailbox.incoming(3, 'meanwhile')
    await one.core.stop()
    await one.start()
    expect(one.dialogs.get('u2')).toMatchObject({ waiting: { key: second.key } })
    await quiet(clock)
    expect(one.dialogs.get('u2')).toMatchObject({ top: { key: second.key, delivery: { state: 'sent' } }, unread: 0 })
    expect(one.dialogs.get('u2')).not.toHaveProperty('waiting')
  })

  it.each([['one that has begun', true], ['one where nothing was ever said', false]])('goes with its conversation if it failed: %s', async (_, begun) => {
    const { mailbox, clock, device } = world(16)
    if (begun) mailbox.incoming(2, 'hi')
    const one = device()
    await one.start()
    await one.logIn()
    mailbox.refusals.set('messages.sendMessage', new RpcError(400, 'USER_IS_BLOCKED', undefined))
    await one.call('send', hello)
    await quiet(clock)
    expect(one.dialogs.get('u2')?.waiting?.delivery.state).toBe('failed')
    const deleted = one.call('deleteHistory', { peer: 'u2', forBoth: false, keepDialog: false })
    await quiet(clock)
    await deleted
    await expect.poll(() => one.dialogs.has('u2')).toBe(false)
  })

  it('can be taken back until it is sent', async () => {
    const { mailbox, clock, device } = world(8)
    const one = device()
    await one.start()
    await one.logIn()
    one.line.break()
    const { key } = await one.call('send', hello)
    await one.call('cancel', { key })
    await quiet(clock)
    expect(truth(mailbox, 2)).toEqual([])
  })
})
