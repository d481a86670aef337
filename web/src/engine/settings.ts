import type * as tl from '@generated/tl'
import { userPeer } from '../model/peer'
import type { EngineApi, Privacy, PrivacyKey, SessionInfo } from './api'
import type { Cache } from './cache'
import type { Line } from './line'
import type { People } from './people'
import { bytesOf } from './wire'

type SettingsApi = Pick<
  EngineApi,
  | 'updateProfile'
  | 'setBirthday'
  | 'checkUserName'
  | 'setUserName'
  | 'privacy'
  | 'setPrivacy'
  | 'acceptLoginToken'
  | 'sessions'
  | 'endSession'
  | 'endOtherSessions'
  | 'setNotify'
  | 'defaultNotify'
>

const PRIVACY_KEYS = {
  number: 'inputPrivacyKeyPhoneNumber',
  lastSeen: 'inputPrivacyKeyStatusTimestamp',
  forwards: 'inputPrivacyKeyForwards',
  about: 'inputPrivacyKeyAbout',
  birthday: 'inputPrivacyKeyBirthday',
  addedByNumber: 'inputPrivacyKeyAddedByPhone',
} as const satisfies Record<PrivacyKey, tl.InputPrivacyKey['_']>

/** One's own name, privacy, sessions and notifications, as they are at the server. */
export const settingsApi = (cache: Cache, line: Line, people: People): SettingsApi => ({
  updateProfile: async ({ firstName, lastName, about }) => {
    cache.putUsers([await line.ask('account.updateProfile', { firstName, lastName, about })])
    people.patchProfile(cache.self, { about })
  },

  setBirthday: async ({ birthday }) => {
    await line.ask('account.updateBirthday', birthday ? { birthday: { _: 'birthday', ...birthday } } : {})
    people.changed(cache.self)
  },

  checkUserName: ({ userName }) => line.ask('account.checkUsername', { username: userName }),

  setUserName: async ({ userName }) => cache.putUsers([await line.ask('account.updateUsername', { username: userName })]),

  privacy: async () => {
    const keys = Object.keys(PRIVACY_KEYS) as PrivacyKey[]
    const answers = await Promise.all(
      keys.map((key) => line.ask('account.getPrivacy', { key: { _: PRIVACY_KEYS[key] } })),
    )
    for (const answer of answers) cache.putUsers(answer.users)
    return Object.fromEntries(keys.map((key, index) => [key, privacyOf(answers[index]!.rules)])) as Record<PrivacyKey, Privacy>
  },

  setPrivacy: async ({ key, privacy }) => {
    await line.ask('account.setPrivacy', { key: { _: PRIVACY_KEYS[key] }, rules: rulesOf(privacy, cache) })
  },

  acceptLoginToken: async ({ token }) => sessionOf(await line.ask('auth.acceptLoginToken', { token: bytesOf(token) })),

  sessions: async () => (await line.ask('account.getAuthorizations', {})).authorizations.map(sessionOf),

  endSession: async ({ hash }) => {
    await line.ask('account.resetAuthorization', { hash: BigInt(hash) })
  },

  endOtherSessions: async () => {
    await line.ask('auth.resetAuthorizations', {})
  },

  setNotify: async ({ peer, settings }) => {
    await line.ask('account.updateNotifySettings', {
      peer: peer === 'people' ? { _: 'inputNotifyUsers' } : { _: 'inputNotifyPeer', peer: cache.inputPeer(peer) },
      settings: { _: 'inputPeerNotifySettings', ...settings },
    })
    if (peer === 'people') {
      cache.set('notify', settings)
    } else {
      cache.patchDialog(peer, { notify: settings })
      people.patchProfile(peer, { notify: settings })
    }
  },

  defaultNotify: () => people.defaultNotify(),
})

const sessionOf = (session: tl.Authorization): SessionInfo => ({
  hash: session.current ? '' : session.hash.toString(),
  current: session.current ?? false,
  app: `${session.appName} ${session.appVersion}`.trim(),
  device: session.deviceModel,
  system: `${session.platform} ${session.systemVersion}`.trim(),
  created: session.dateCreated,
  active: session.dateActive,
})

function privacyOf(rules: readonly tl.PrivacyRule[]): Privacy {
  const privacy: Privacy = { base: 'nobody', always: [], never: [] }
  const peers = (users: readonly bigint[]) => users.map((id) => userPeer(Number(id)))
  for (const rule of rules) {
    if (rule._ === 'privacyValueAllowAll') privacy.base = 'everybody'
    if (rule._ === 'privacyValueAllowContacts') privacy.base = 'contacts'
    if (rule._ === 'privacyValueAllowUsers') privacy.always = peers(rule.users)
    if (rule._ === 'privacyValueDisallowUsers') privacy.never = peers(rule.users)
  }
  return privacy
}

function rulesOf({ base, always, never }: Privacy, cache: Pick<Cache, 'inputUser'>): tl.InputPrivacyRule[] {
  const rules: tl.InputPrivacyRule[] = []
  if (always.length > 0) rules.push({ _: 'inputPrivacyValueAllowUsers', users: always.map(cache.inputUser) })
  if (never.length > 0) rules.push({ _: 'inputPrivacyValueDisallowUsers', users: never.map(cache.inputUser) })
  if (base === 'everybody') return [...rules, { _: 'inputPrivacyValueAllowAll' }]
  if (base === 'contacts') rules.push({ _: 'inputPrivacyValueAllowContacts' })
  return [...rules, { _: 'inputPrivacyValueDisallowAll' }]
}
