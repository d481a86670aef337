import { showMenu } from '../base/Menu'
import { showKeys } from '../frame/Keys'
import { coarse } from '../media'
import { navigate } from '../route'
import type { App } from '../state'
import { t } from '../text'

export function openMainMenu(place: Element, app: App): void {
  showMenu(place, t.shell.list.menu, [
    { label: t.shell.savedMessages, icon: 'bookmark', pick: () => navigate({ kind: 'conversation', peer: app.self() }) },
    { label: t.shell.settings.contacts, icon: 'people', pick: () => navigate({ kind: 'contacts' }) },
    { label: t.shell.list.archive, icon: 'archive', pick: () => navigate({ kind: 'archive' }) },
    { label: t.shell.settings.title, icon: 'settings', pick: () => navigate({ kind: 'settings' }) },
    ...(coarse() ? [] : [{ label: t.shell.settings.keyboard, icon: 'keyboard' as const, pick: showKeys }]),
  ])
}
