import { t } from '../text'

/** Drawing an icon takes as long as drawing a message, and most of what comes into an open conversation is read by then. */
const ICON_MILLIS = 500

let wanted = 0
let shown = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** The count of unread messages where it is seen from outside: in the title, and a little later in the tab's icon and on the installed app. */
export function showUnread(count: number): void {
  document.title = count > 0 ? `(${count}) ${t.start.appName}` : t.start.appName
  wanted = count
  timer ??= setTimeout(() => {
    timer = undefined
    if (wanted !== shown) showIcon(wanted)
    shown = wanted
  }, ICON_MILLIS)
}

function showIcon(count: number): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (icon) icon.href = count > 0 ? drawn(count) : '/icon.svg'
  if (count > 0) void navigator.setAppBadge?.(count).catch(() => {})
  else void navigator.clearAppBadge?.().catch(() => {})
}

const size = 64

function drawn(count: number): string {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const on = canvas.getContext('2d')
  if (!on) return '/icon.svg'
  on.fillStyle = '#007a87'
  on.beginPath()
  on.roundRect(0, 0, size, size, 18)
  on.fill()
  on.fillStyle = '#fff'
  on.font = `700 ${count > 9 ? 34 : 44}px system-ui, sans-serif`
  on.textAlign = 'center'
  on.textBaseline = 'middle'
  on.fillText(count > 99 ? '99+' : String(count), size / 2, size / 2 + 3)
  return canvas.toDataURL('image/png')
}
