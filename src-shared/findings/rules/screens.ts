import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import type { Display } from '../../diagnostics/picture-areas.ts';
import { areaData } from '../../diagnostics/snapshot.ts';
import { rounded } from '../../words/format.ts';
import type { RuleResult } from '../finding.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';

type Graphics = AreaDataOf['graphics'];

/** Names under which a system says that it draws without a driver of the card's maker. */
const generic = /basic display|basic render|llvmpipe|softpipe|swiftshader|swrast/i;

function judgeDriver({ controllers, softwareRendering }: Graphics, look: Look): RuleResult {
  const virtual = areaData(look.snapshot, 'system')?.virtual === true;
  const params = { variant: virtual ? 'virtual' : 'real' };
  const level = virtual ? 0 : 1;
  const named = controllers.find((card) => generic.test(`${card.model ?? ''} ${card.driver ?? ''}`));
  if (named) {
    const name = named.model ?? named.driver ?? 'generic graphics';
    return look.fired(level, { value: name, text: `${name}: generic graphics driver` }, params);
  }
  if (softwareRendering === true)
    return look.fired(level, { value: 'software', text: 'drawn by the processor' }, params);
  if (
    controllers.every(({ model, driver }) => model === null && driver === null) &&
    softwareRendering === null
  ) {
    return look.missing(
      'no graphics card was listed',
      'graphics.controllers.*.model',
      'graphics.softwareRendering',
    );
  }
  const name = controllers[0]?.model ?? 'graphics card';
  return look.fine({ value: name, text: `${name}: own driver` });
}

function judgeGraphicsHeat({ controllers }: Graphics, look: Look): RuleResult {
  const none = look.missing('no readable thermometer', 'graphics.controllers.*.temperatureC');
  const warm = controllers.filter(({ temperatureC }) => temperatureC !== null);
  return worstOf(
    warm.map(({ model, temperatureC: heat }) =>
      look.byNumber(heat ?? 0, `${model ?? 'graphics card'}: ${heat ?? 0} °C`, {
        heat: Math.round(heat ?? 0),
      }),
    ),
    none,
  );
}

function judgeDisplay(display: Display, look: Look): RuleResult {
  const { widthPx, heightPx, nativeWidthPx, nativeHeightPx, refreshHz } = display;
  const name = display.model ?? 'screen';
  const sized = widthPx !== null && heightPx !== null && nativeWidthPx !== null && nativeHeightPx !== null;
  const text = `${name}: ${widthPx ?? '?'} × ${heightPx ?? '?'}${sized ? ` of ${nativeWidthPx} × ${nativeHeightPx}` : ''}`;
  const rate = refreshHz === null ? '' : `, ${rounded(refreshHz, 1)} Hz`;
  // a turned screen swaps the two
  const turned = sized && widthPx === nativeHeightPx && heightPx === nativeWidthPx;
  if (sized && !turned && (widthPx !== nativeWidthPx || heightPx !== nativeHeightPx)) {
    const best = `${nativeWidthPx} × ${nativeHeightPx}`;
    return look.fired(
      0,
      { value: `${widthPx} × ${heightPx}`, limit: best, text: text + rate },
      { variant: 'size', best },
    );
  }
  if (refreshHz === null || (!sized && refreshHz >= (look.limit.levels[0]?.limit ?? 0))) {
    const half =
      refreshHz === null
        ? 'how often the screen redraws is not known'
        : 'the best size of the screen is not known';
    return look.missing(
      half,
      'displays.displays.*.refreshHz',
      'displays.displays.*.nativeWidthPx',
      'displays.displays.*.nativeHeightPx',
    );
  }
  return look.byNumber(refreshHz, text + rate, { variant: 'refresh', refresh: Math.round(refreshHz) });
}

export const screenRules: readonly Rule[] = [
  areaRule('DSP-01', 'graphics', judgeDriver),
  areaRule('DSP-04', 'displays', ({ displays }, look) =>
    worstOf(
      displays.map((display) => judgeDisplay(display, look)),
      look.missing('no screen was listed', 'displays.displays'),
    ),
  ),
  areaRule('DSP-05', 'graphics', judgeGraphicsHeat),
];
