import { ArrivalHeading } from '../../../ui/arrival.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useIdentity, useMay } from '../console-context.tsx';
import { useTitle } from '../use-route.ts';
import { PasskeysPart } from './passkeys-part.tsx';
import { TokensPart } from './tokens-part.tsx';

/** One's own ways in: passkeys, and keys for programs. */
export function AccountPage() {
  const { t } = useWords('console');
  const { member } = useIdentity();
  const mayTokens = useMay('tokens.write');
  useTitle(t('account.title'));
  return (
    <div className="c-page">
      <div>
        <ArrivalHeading className="c-title">{t('account.title')}</ArrivalHeading>
        <p className="c-lead">
          {member.name}, {member.email}
        </p>
      </div>
      <PasskeysPart />
      {mayTokens ? <TokensPart /> : null}
    </div>
  );
}
