import { toMarkdown } from '../../model/markdown'
import type { Message } from '../../model/message'
import { ask } from '../base/Dialog'
import { showMenu, type MenuItem, type MenuPlace } from '../base/Menu'
import { toast } from '../base/Toast'
import { tell, wordsOf } from '../errors'
import { nameOf } from '../names'
import { pathOf } from '../route'
import { t } from '../text'
import { quoted } from './quoting'
import { copyText } from './RichTextView'
import { toggled } from './selection'
import type { Talk } from './talk'
import { senderOf, whenOf } from './words'

/** What can be done with a message, where it was asked for. `on` is what was pressed: a link has an address to copy. */
export function openMessageMenu(talk: Talk, message: Message, place: MenuPlace, on?: Element): void {
  const items = itemsFor(talk, message, on)
  if (items.length > 0) showMenu(place, t.talk.menu.label, items)
}

function itemsFor(talk: Talk, message: Message, on: Element | undefined): MenuItem[] {
  const { api } = talk.app
  const words = t.talk.menu
  const { content } = message
  const items: MenuItem[] = []
  if (message.id === 0) {
    if (message.delivery.state === 'failed') items.push({ label: words.retry, icon: 'update', pick: () => void tell(api.retry({ key: message.key })) })
    if (content.kind === 'text') items.push({ label: words.copy, icon: 'copy', pick: () => void copyMessages([message], talk) })
    items.push({ label: words.takeBack, icon: 'trash', danger: true, pick: () => void tell(api.cancel({ key: message.key })) })
    return items
  }
  const quote = content.kind === 'text' ? quoted(message.key, content) : undefined
  const link = on?.closest<HTMLAnchorElement>('a[href]')
  const selected = quote && getSelection()?.toString()
  if (content.kind !== 'service') {
    items.push({ label: words.reply, icon: 'reply', pick: () => talk.compose.reply(message) })
    if (quote) items.push({ label: words.quote, icon: 'quote', pick: () => talk.compose.reply(message, quote) })
  }
  if (content.kind === 'text') {
    if (selected) items.push({ label: words.copySelected, icon: 'copy', pick: () => void copyText(selected) })
    else items.push({ label: words.copy, icon: 'copy', pick: () => void copyMessages([message], talk) })
    if (link) items.push({ label: words.copyAddress, icon: 'link', pick: () => void copyText(link.href) })
    if (canEdit(talk, message)) items.push({ label: words.edit, icon: 'pencil', pick: () => talk.compose.edit(message) })
  }
  if (content.kind !== 'service') {
    items.push({ label: message.pinned ? words.unpin : words.pin, icon: message.pinned ? 'unpin' : 'pin', pick: () => void askToPin(talk, message, !message.pinned) })
    items.push({ label: words.copyLink, icon: 'link', pick: () => void copyText(location.origin + pathOf({ kind: 'conversation', peer: talk.peer, at: message.id })) })
    if (content.kind !== 'unsupported') items.push({ label: words.forward, icon: 'forward', pick: () => talk.forward([message]) })
    if (message.out && !talk.isSaved() && talk.isRead(message)) items.push({ label: words.readDate, icon: 'checks', pick: () => void sayReadDate(talk, message) })
    items.push({ label: words.select, icon: 'select', pick: () => talk.select(now => toggled(now, message.key)) })
  }
  items.push('line', { label: words.delete, icon: 'trash', danger: true, pick: () => void deleteMessages(talk, [message]) })
  return items
}

export const canEdit = (talk: Talk, message: Message): boolean =>
  message.id !== 0 && message.content.kind === 'text' && message.forward === undefined && (message.out || talk.isSaved())

/** Asks whether the other person sees it too, then pins a message or lets it go. */
export async function askToPin(talk: Talk, message: Message, pinned: boolean): Promise<void> {
  const answer = await ask({
    ...(pinned ? { title: t.talk.pin.title, text: t.talk.pin.text, yes: t.talk.menu.pin } : { title: t.talk.pin.unpinTitle, yes: t.talk.menu.unpin }),
    ...(!talk.isSaved() && { also: t.talk.pin.also(nameOf(talk.person())) }),
  })
  if (answer) await tell(talk.app.api.pinMessage({ peer: talk.peer, id: message.id, pinned, forBoth: answer.also }))
}

async function sayReadDate(talk: Talk, message: Message): Promise<void> {
  try {
    const read = await talk.app.api.readDate({ peer: talk.peer, id: message.id })
    toast('date' in read ? t.talk.readAt(whenOf(read.date)) : t.talk.readHidden)
  } catch (error) {
    toast(wordsOf(error))
  }
}

/** Asks once for all of them; what is not sent yet is taken back. True if they are deleted. */
export async function deleteMessages(talk: Talk, messages: Message[]): Promise<boolean> {
  const ids = messages.filter(it => it.id !== 0).map(it => it.id)
  const answer = await ask({
    title: t.talk.delete.title(messages.length),
    text: talk.isSaved() ? t.talk.delete.textSaved : t.talk.delete.text,
    yes: t.talk.menu.delete,
    danger: true,
    ...(!talk.isSaved() && ids.length > 0 && { also: t.talk.delete.also(nameOf(talk.person())) }),
  })
  if (!answer) return false
  const done = messages.filter(it => it.id === 0).map(it => talk.app.api.cancel({ key: it.key }))
  if (ids.length > 0) done.push(talk.app.api.remove({ peer: talk.peer, ids, forBoth: answer.also || talk.isSaved() }))
  return (await tell(Promise.all(done))) !== undefined
}

/** Several messages come with who wrote each of them. */
export async function copyMessages(messages: readonly Message[], talk: Talk): Promise<void> {
  const texts = messages.flatMap(it => (it.content.kind === 'text' ? [{ from: senderOf(talk.app, it), when: whenOf(it.date), text: toMarkdown(it.content) }] : []))
  await copyText(texts.length === 1 ? texts[0]!.text : texts.map(it => `${it.from}, ${it.when}:\n${it.text}`).join('\n\n'))
}
