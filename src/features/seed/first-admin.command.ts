import { parseArgs } from 'node:util';
import { isEmail } from 'class-validator';
import { CliCommand, Refusal, type Command } from '../../platform/cli/commands.js';
import { FirstAdmin } from './first-admin.js';

const USAGE = 'npm run admin -- first-admin --email ADDRESS --name "FIRST AND LAST NAME"';

@CliCommand('admin first-admin', '--email ADDRESS --name NAME: makes an administrator, until there are two')
export class FirstAdminCommand implements Command {
  constructor(private readonly firstAdmin: FirstAdmin) {}

  async run(args: string[]): Promise<number> {
    const { email, name } = read(args);
    if (!isEmail(email)) throw new Refusal(`--email: give an e-mail address.\n${USAGE}`);
    if (!name || name.length > 200) throw new Refusal(`--name: give the person's name.\n${USAGE}`);
    const password = await this.firstAdmin.make(email, name);
    process.stdout.write(`The administrator can sign in. The password, shown this once: ${password}\n`);
    return 0;
  }
}

function read(args: string[]): { email: string; name: string } {
  try {
    const { values } = parseArgs({ args, options: { email: { type: 'string' }, name: { type: 'string' } } });
    return { email: values.email?.trim() ?? '', name: values.name?.trim() ?? '' };
  } catch {
    throw new Refusal(USAGE);
  }
}
