import { onCleanup, onMount } from 'solid-js'

/** Files cannot be taken. A browser would show one that is dropped on the page in the page's place. */
export function noFiles(): void {
  const refuse = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'none'
  }
  onMount(() => {
    window.addEventListener('dragover', refuse)
    window.addEventListener('drop', refuse)
  })
  onCleanup(() => {
    window.removeEventListener('dragover', refuse)
    window.removeEventListener('drop', refuse)
  })
}
