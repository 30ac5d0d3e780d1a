import { shell } from './shell';

void shell.start();
