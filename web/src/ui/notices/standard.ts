import { createSignal } from 'solid-js'
import type { NotifySettings } from '../../model/peer'
import type { App } from '../state'

const [standard, setStandard] = createSignal<NotifySettings>({})

/** How chats without a setting of their own are told of. */
export const standardNotify = standard

export async function loadStandardNotify(app: App): Promise<void> {
  setStandard(await app.api.defaultNotify())
}

export async function changeStandardNotify(app: App, settings: NotifySettings): Promise<void> {
  await app.api.setNotify({ peer: 'people', settings })
  setStandard(was => ({ ...was, ...settings }))
}
