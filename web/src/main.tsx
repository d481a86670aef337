import { connectEngine } from './engine/connect'
import { boot } from './ui/boot'

void boot(connectEngine())
