import type { Dialog } from '../model/dialog'
import type { Message } from '../model/message'
import type { Peer, PeerId } from '../model/peer'

export interface Person {
  peer: Peer
  about?: string
  blocked?: boolean
  /** Absent: nobody has written yet. */
  dialog?: Partial<Dialog>
  /** The last lines; `>` begins one of our own. */
  lines?: string[]
  /** How long ago the last one was written, in minutes. */
  ago?: number
  seen?: boolean
}

const now = () => Math.floor(Date.now() / 1000)

function user(number: number, firstName: string, lastName: string, more: Partial<Peer> = {}): Peer {
  return {
    kind: 'user',
    id: `u${number}`,
    firstName,
    lastName,
    number: `8880123${String(number).padStart(4, '0')}`,
    presence: { kind: 'offline', at: now() - number * 3_700 },
    isSelf: false,
    isContact: false,
    isService: false,
    deleted: false,
    ...more,
  }
}

export const self: Peer = user(1, 'Clara', 'Winter', { isSelf: true, userName: 'clara', presence: { kind: 'online', until: now() + 300 } })

const rlo = '\u202e'

export function people(extra: number): Person[] {
  return [
    { peer: self, dialog: { pinned: 1 }, lines: ['>Ticket for the night train: coach 12, seat 47'], ago: 60 * 26 },
    {
      peer: user(2, 'Boris', 'Hale', { userName: 'boris', isContact: true, presence: { kind: 'online', until: now() + 3_000 } }),
      about: 'Keeper of the east tower. Write any time before sunset.',
      dialog: { pinned: 2, unread: 2 },
      lines: ['The sun is up. Meet you at the tower at nine?', '>Yes. I bring the mirror.', 'And the long lens, please 🔭', 'Path is dry, take the short way'],
      ago: 4,
    },
    {
      peer: user(3, '王', '小明', { userName: 'xiaoming', isContact: true, presence: { kind: 'online', until: now() + 3_000 } }),
      about: '天气好的时候去山上。',
      dialog: {},
      lines: ['明天一起去看日出吗？', '>好的，几点见？', '早上五点半，在山脚下的茶馆门口，别迟到哦，我会带热茶和包子。'],
      ago: 22,
    },
    { peer: user(4, 'Олена', 'Коваль', { isContact: true }), dialog: { draft: { text: 'Дякую, завтра напишу докладніше', entities: [], date: now() - 900 } }, lines: ['Надіслала листа, подивись'], ago: 75 },
    { peer: user(5, 'Ирина', 'Соколова', { userName: 'irina_s', presence: { kind: 'recently' } }), dialog: {}, lines: ['>Встретимся у моста?'], ago: 60 * 3, seen: false },
    { peer: user(6, 'Night watch', '', {}), dialog: { unread: 128, notify: { muteUntil: 2_147_483_647 } }, lines: ['Relief comes at four', 'All quiet on the ridge'], ago: 60 * 5 },
    { peer: user(777_000, 'Heliograph', '', { isService: true, presence: { kind: 'hidden' } }), dialog: {}, lines: ['Your login code: 48213. Give it to nobody, not even if they say that they are from Heliograph.'], ago: 60 * 24 },
    { peer: user(8, 'Ada', 'Moreau', { isContact: true, userName: 'ada' }), dialog: { unreadMark: true }, lines: ['>Did the parcel come?', 'It did! Thank you so much ❤️'], ago: 60 * 30 },
    { peer: user(9, `<b>Eve</b> ${rlo}gnp.exe`, '<script>alert(1)</script>', {}), dialog: {}, lines: [`<img src=x onerror=alert(1)> ${rlo}abc\n\n\n\n${'🔥'.repeat(60)}`], ago: 60 * 50 },
    { peer: user(10, 'An extraordinarily long first name', 'that goes on and on, past any edge that somebody may have thought of'), dialog: {}, lines: ['W'.repeat(300)], ago: 60 * 80 },
    { peer: user(11, '', '', { deleted: true }), dialog: {}, lines: ['See you'], ago: 60 * 24 * 9 },
    { peer: user(12, 'Jonas', 'Brandt', { isContact: true }), dialog: { folder: 'archive', unread: 3 }, lines: ['Old news from the harbour'], ago: 60 * 24 * 20 },
    { peer: user(13, 'Mina', 'Okafor', {}), dialog: { folder: 'archive' }, lines: ['>The keys are under the stone'], ago: 60 * 24 * 400 },
    { peer: user(14, 'Boran', 'Yildiz', { userName: 'boran' }), about: 'Glass and light.' },
    { peer: user(15, 'Spam', 'Bot', {}), blocked: true },
    ...Array.from({ length: extra }, (_, i): Person => ({
      peer: user(1_000 + i, `Friend ${i + 1}`, '', { isContact: i % 3 === 0 }),
      dialog: { unread: i % 7 === 0 ? i : 0 },
      lines: [`Line number ${i + 1} of the long list`],
      ago: 60 * 24 + i * 37,
    })),
  ]
}

/** A history that ends with the person's lines and, where there is a talk at all, goes some hundred messages back. */
export function conversation(person: Person, me: PeerId): Message[] {
  const words = ['The light was good today.', 'I saw your flash from the ridge at noon.', 'Shall we try the longer distance?', 'Too much haze in the valley.', 'Then tomorrow, before the wind comes up.']
  const past = person.peer.id === 'u2' ? Array.from({ length: 400 }, (_, i) => `${i % 3 === 1 ? '>' : ''}${words[i % words.length]!} (${i + 1})`) : []
  const lines = [...past, ...(person.lines ?? [])]
  const end = now() - (person.ago ?? 0) * 60
  const first = Number(person.peer.id.slice(1)) * 1_000
  return lines.map((line, i): Message => {
    const out = line.startsWith('>')
    const id = (first % 1_000_000) + i + 1
    return {
      key: `${person.peer.id}:${id}`,
      id,
      peer: person.peer.id,
      from: out ? me : person.peer.id,
      out,
      date: end - (lines.length - 1 - i) * (i < past.length ? 1_700 : 60),
      content: { kind: 'text', text: out ? line.slice(1) : line, entities: [] },
      silent: false,
      pinned: false,
      delivery: { state: 'sent' },
    }
  })
}
