import { t } from '../text'

export default function Login() {
  return <h1>{t.start.appName}</h1>
}
