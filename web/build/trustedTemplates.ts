import type { Plugin } from 'vite'

const template = 't.innerHTML = html;'
const trusted = 't.innerHTML = trustedTemplate(html);'

/** Lets Solid make its compiled templates under the page's policy for trusted types, which it knows nothing of by itself. */
export function trustedTemplates(): Plugin {
  let done = false
  return {
    name: 'heliograph:trusted-templates',
    apply: 'build',
    transform(code, id) {
      if (!/\/solid-js\/web\/dist\/web\.js$/.test(id)) return
      if (!code.includes(template)) this.error('solid-js/web makes its templates in another way now')
      done = true
      return {
        code: `import { trustedTemplate } from '/src/trusted.ts';\n${code.replace(template, trusted)}`,
        map: null,
      }
    },
    buildEnd(error) {
      if (!error && !done) this.error('another build of solid-js/web was taken than the one that is known')
    },
  }
}
