import type * as tl from '@generated/tl'
import { numberIn, userPeer, type NotifySettings, type PeerId, type Profile } from '../model/peer'
import type { EngineApi } from './api'
import type { Cache } from './cache'
import { failureOf, type Line } from './line'
import type { Updates } from './updates'
import { notifyOf, peerOf } from './wire'

/** How many profiles stay in memory, so that what changes in them is told. */
const MAX_PROFILES = 20
const MAX_FOUND = 30
const BLOCKED_PAGE = 100

type PeopleApi = Pick<
  EngineApi,
  'searchPeople' | 'resolveUserName' | 'contacts' | 'addContact' | 'deleteContact' | 'setBlocked' | 'hideStranger' | 'blocked' | 'profile'
>

/** People: who they are, contacts, who is blocked. */
export class People {
  private readonly profiles = new Map<PeerId, Profile>()

  constructor(
    private readonly cache: Cache,
    private readonly line: Line,
    private readonly updates: () => Updates,
  ) {}

  /** What is known of somebody's profile has changed. */
  patchProfile(peer: PeerId, patch: Partial<Profile>): void {
    const profile = this.profiles.get(peer)
    if (profile) this.putProfile({ ...profile, ...patch })
  }

  /** Somebody is blocked, about whom nothing more is offered then, or is not any more. */
  blocks(peer: PeerId, blocked: boolean): void {
    this.patchProfile(peer, { blocked })
    if (blocked) this.cache.patchDialog(peer, { stranger: false })
    else this.changed(peer)
  }

  /** Somebody has changed; a profile that was shown is read again. */
  changed(peer: PeerId): void {
    if (this.profiles.has(peer)) void this.api.profile({ peer }).catch(() => undefined)
  }

  forget(): void {
    this.profiles.clear()
  }

  readonly api: PeopleApi = {
    profile: async ({ peer }) => {
      const { fullUser, users } = await this.line.ask('users.getFullUser', { id: this.cache.inputUser(peer) })
      this.cache.putUsers(users)
      this.cache.patchDialog(peer, { stranger: fullUser.settings.addContact ?? false })
      const { birthday } = fullUser
      return this.putProfile({
        peer,
        about: fullUser.about ?? '',
        blocked: fullUser.blocked ?? false,
        ...(birthday
          ? { birthday: { day: birthday.day, month: birthday.month, ...(birthday.year ? { year: birthday.year } : {}) } }
          : {}),
        notify: notifyOf(fullUser.notifySettings),
      })
    },

    searchPeople: async ({ text }) => {
      const number = numberIn(text)
      const known = this.known(number ?? text)
      try {
        if (number !== undefined) return { mine: known, global: (await this.byNumber(number)).filter((peer) => !known.includes(peer)) }
        const found = await this.line.ask('contacts.search', { q: text, limit: MAX_FOUND })
        this.cache.putUsers(found.users)
        const peers = (list: readonly tl.Peer[]) => list.flatMap((peer) => peerOf(peer) ?? [])
        const mine = [...new Set([...known, ...peers(found.myResults)])]
        return { mine, global: peers(found.results).filter((peer) => !mine.includes(peer)) }
      } catch (error) {
        // Without a line, or for a text that is too short for the server, those who are known here are all that is found.
        if (known.length > 0 || failureOf(error).code === 'QUERY_TOO_SHORT') return { mine: known, global: [] }
        throw error
      }
    },

    resolveUserName: async ({ userName }) => {
      const { peer, users } = await this.line.ask('contacts.resolveUsername', { username: userName.replace(/^@/, '') })
      this.cache.putUsers(users)
      return found(peerOf(peer))
    },

    contacts: async () => {
      const answer = await this.line.ask('contacts.getContacts', { hash: 0n })
      if (answer._ !== 'contacts.contacts') return []
      this.cache.putUsers(answer.users)
      return answer.contacts.map((contact) => userPeer(Number(contact.userId)))
    },

    addContact: async ({ by, firstName, lastName, shareNumber }) => {
      if ('peer' in by) {
        await this.change(
          this.line.invoke('contacts.addContact', {
            id: this.cache.inputUser(by.peer),
            firstName,
            lastName,
            phone: '',
            addPhonePrivacyException: shareNumber,
          }),
        )
        return by.peer
      }
      const answer = await this.line.ask('contacts.importContacts', {
        contacts: [{ _: 'inputPhoneContact', clientId: 0n, phone: by.number, firstName, lastName }],
      })
      this.cache.putUsers(answer.users)
      const [imported] = answer.imported
      return found(imported && userPeer(Number(imported.userId)))
    },

    deleteContact: ({ peer }) => this.change(this.line.invoke('contacts.deleteContacts', { id: [this.cache.inputUser(peer)] })),

    setBlocked: async ({ peer, blocked }) => {
      await this.line.ask(blocked ? 'contacts.block' : 'contacts.unblock', { id: this.cache.inputPeer(peer) })
      this.blocks(peer, blocked)
    },

    hideStranger: async ({ peer }) => {
      this.cache.patchDialog(peer, { stranger: false })
      try {
        await this.line.ask('messages.hidePeerSettingsBar', { peer: this.cache.inputPeer(peer) })
      } catch (error) {
        this.cache.patchDialog(peer, { stranger: true })
        throw error
      }
    },

    blocked: async () => {
      const blocked: PeerId[] = []
      for (;;) {
        const page = await this.line.ask('contacts.getBlocked', { offset: blocked.length, limit: BLOCKED_PAGE })
        this.cache.putUsers(page.users)
        blocked.push(...page.blocked.flatMap((it) => peerOf(it.peerId) ?? []))
        if (page._ === 'contacts.blocked' || page.blocked.length < BLOCKED_PAGE) return blocked
      }
    },
  }

  /** How one is told of messages from people, where nothing else is said. */
  async defaultNotify(): Promise<NotifySettings> {
    const notify = notifyOf(await this.line.ask('account.getNotifySettings', { peer: { _: 'inputNotifyUsers' } }))
    this.cache.set('notify', notify)
    return notify
  }

  /** The contacts, and those with whom there is a conversation, one of whose names begins so. */
  private known(text: string): PeerId[] {
    const wanted = text.trim().toLowerCase().replace(/^[@+]/, '')
    if (wanted === '') return []
    return [...this.cache.peers.values()]
      .map((known) => known.peer)
      .filter((peer) => peer.isContact || this.cache.dialogs.has(peer.id))
      .filter(({ firstName, lastName, userName, number }) =>
        [...`${firstName} ${lastName}`.split(/\s+/), `${firstName} ${lastName}`, userName, number].some((name) =>
          name?.toLowerCase().startsWith(wanted),
        ),
      )
      .map((peer) => peer.id)
      .slice(0, MAX_FOUND)
  }

  /** Whom a whole number leads to. The server counts how often it is asked, so who is known is not asked for. */
  private async byNumber(number: string): Promise<PeerId[]> {
    const known = [...this.cache.peers.values()].find(({ peer }) => peer.number === number)
    if (known) return [known.peer.id]
    try {
      const { peer, users } = await this.line.ask('contacts.resolvePhone', { phone: number })
      this.cache.putUsers(users)
      return [found(peerOf(peer))]
    } catch (error) {
      if (failureOf(error).code === 'PHONE_NOT_OCCUPIED') return []
      throw error
    }
  }

  private putProfile(profile: Profile): Profile {
    this.profiles.delete(profile.peer)
    this.profiles.set(profile.peer, profile)
    const [oldest] = this.profiles.keys()
    if (oldest && this.profiles.size > MAX_PROFILES) this.profiles.delete(oldest)
    this.cache.journal.emit({ kind: 'profile', profile })
    return profile
  }

  private change(answer: Promise<tl.Updates>): Promise<void> {
    return this.line.patiently(answer.then((updates) => this.updates().receive(updates)))
  }
}

function found(peer: PeerId | undefined): PeerId {
  if (!peer) throw { code: 'NOT_FOUND' }
  return peer
}
