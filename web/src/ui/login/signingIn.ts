import { createSignal, onCleanup } from 'solid-js'
import type { EngineError, SentCode } from '../../engine/api'
import { numberOf } from '../../model/peer'
import { errorOf } from '../errors'
import type { App } from '../state'
import { t } from '../text'
import { clockOf } from '../text/dates'
import type { Invitation } from './invitation'

export type SigningIn = ReturnType<typeof createSigningIn>

/** What it means that the code of an invitation is refused right after it was asked for. */
const codeTroubles: Partial<Record<string, string>> = { PHONE_CODE_INVALID: 'INVITE_WRONG', PHONE_CODE_EXPIRED: 'INVITE_USED' }

/** The way in by number and code, step by step. */
export function createSigningIn({ api }: App) {
  const [step, setStep] = createSignal<'number' | 'invited' | 'code' | 'name'>('number')
  const [number, setNumber] = createSignal('')
  const [code, setCode] = createSignal('')
  const [sent, setSent] = createSignal<SentCode>()
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<EngineError>()
  const [waitLeft, setWaitLeft] = createSignal(0)

  let counting: ReturnType<typeof setInterval> | undefined
  onCleanup(() => clearInterval(counting))

  const digits = () => number().replace(/\D/g, '')
  const isReadable = () => /^\d{7,15}$/.test(digits())

  /** The seconds of a flood wait run down where they are read. */
  const countDown = (seconds: number) => {
    clearInterval(counting)
    const end = Date.now() + seconds * 1000
    setWaitLeft(seconds)
    counting = setInterval(() => {
      const left = Math.ceil((end - Date.now()) / 1000)
      setWaitLeft(Math.max(0, left))
      if (left > 0) return
      clearInterval(counting)
      setError(undefined)
    }, 250)
  }

  const trying = async (act: () => Promise<void>): Promise<boolean> => {
    if (busy() || waitLeft() > 0) return false
    setBusy(true)
    setError(undefined)
    try {
      await act()
      return true
    } catch (thrown) {
      const failed = errorOf(thrown)
      setError(failed)
      if (failed.code === 'FLOOD_WAIT') countDown(failed.wait ?? 0)
      return false
    } finally {
      setBusy(false)
    }
  }

  const send = async () => void setSent(await api.sendCode({ number: digits() }))
  const useCode = async () => {
    const answer = await api.signIn({ number: digits(), hash: sent()?.hash ?? '', code: code() })
    if (answer.kind === 'signUp') setStep('name')
  }

  return {
    step,
    number,
    /** Whoever goes on typing is not told off for what was there before. */
    setNumber(typed: string) {
      if (error()?.code === 'PHONE_NUMBER_INVALID') setError(undefined)
      setNumber(typed)
    },
    /** Says it if what was typed is no number. */
    checkNumber() {
      if (number().trim() !== '' && !isReadable()) setError({ code: 'PHONE_NUMBER_INVALID' })
    },
    code,
    setCode,
    sent,
    busy,
    waitLeft,

    /** An invitation brings number and code along. Nothing is sent yet: a link must not log anybody in who did not want it. */
    offer(given: Invitation) {
      setError(given.number ? undefined : { code: 'INVITE_BROKEN' })
      setNumber(given.number && numberOf(given.number))
      setCode(given.code)
      setStep(given.number ? 'invited' : 'number')
    },
    /** The invitation that still leads in: asked for before, and as long as somebody new says who they are. */
    invitation: (): Invitation | undefined => (step() === 'invited' || step() === 'name' ? { number: digits(), code: code() } : undefined),
    /** Goes on as the invitation says; what remains for somebody new is the name. */
    async accept() {
      const went = await trying(async () => {
        await send()
        if (code()) await useCode()
        else setStep('code')
      })
      const wrong = went ? undefined : codeTroubles[error()?.code ?? '']
      if (!wrong) return
      setCode('')
      setError({ code: wrong })
      setStep('code')
    },
    ask: () =>
      trying(async () => {
        if (!isReadable()) throw { code: 'PHONE_NUMBER_INVALID' } satisfies EngineError
        await send()
        setStep('code')
      }),
    enter: () => trying(useCode),
    async again() {
      const hash = sent()?.hash ?? ''
      return trying(async () => void setSent(await api.resendCode({ number: digits(), hash })))
    },
    begin: (firstName: string, lastName: string) =>
      trying(() => api.signUp({ number: digits(), hash: sent()?.hash ?? '', firstName, lastName })),
    restart() {
      setError(undefined)
      setCode('')
      setStep('number')
    },
    /** What went wrong, in words, with the time left where there is some. */
    trouble(): string | undefined {
      const failed = error()
      return failed && loginWords(failed, waitLeft())
    },
  }
}

function loginWords(error: EngineError, waitLeft: number): string {
  const words = t.start.errors
  switch (error.code) {
    case 'FLOOD_WAIT':
      return words.wait(clockOf(waitLeft))
    case 'PHONE_CODE_INVALID':
    case 'PHONE_CODE_EMPTY':
      return words.wrongCode
    case 'PHONE_CODE_EXPIRED':
      return words.expiredCode
    case 'INVITE_USED':
      return words.usedInvite
    case 'INVITE_WRONG':
      return words.wrongInvite
    case 'INVITE_BROKEN':
      return t.start.inviteBroken
    case 'PHONE_NUMBER_INVALID':
      return words.wrongNumber
    case 'PHONE_NUMBER_UNOCCUPIED':
      return words.unknownNumber
    case 'PHONE_NUMBER_BANNED':
      return words.bannedNumber
    case 'FIRSTNAME_INVALID':
    case 'LASTNAME_INVALID':
      return words.wrongName
    case 'SESSION_PASSWORD_NEEDED':
      return words.passwordNeeded
    case 'OFFLINE':
      return words.offline
    case 'TIMEOUT':
      return words.timeout
    default:
      return words.other(error.code)
  }
}
