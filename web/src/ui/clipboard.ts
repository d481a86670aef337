import { toast } from './base/Toast'

/** Copies a text and says so. On a page that is not safe the browser keeps its clipboard away; the old way remains. */
export async function copy(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    area.className = 'sr-only'
    document.body.append(area)
    area.select()
    document.execCommand('copy')
    area.remove()
  }
  toast(said)
}
