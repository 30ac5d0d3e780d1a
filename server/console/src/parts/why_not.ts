// Why somebody is not, or not higher, in a list.
import { post } from '../api/client';
import type { WhyNot } from '../api/answers';
import { h, replace } from '../dom';
import { formatNumber } from '../pure/format';
import { kCategories } from '../pure/weights';
import { apiLanguage, language, t } from '../texts/language';
import { openDialog } from './dialog';
import { alertBox, heading, paragraph, table } from './layout';
import { problemView } from './problem_view';

const number = (value: number | undefined): string => formatNumber(value ?? 0, language());
const signed = (value: number | undefined): string => ((value ?? 0) > 0 ? `+${number(value)}` : number(value));

export async function explainWhyNot(subject: object, seekerId: string): Promise<void> {
  const said = t();
  const dialog = openDialog(said.whyNotTitle(seekerId), paragraph(said.loading));
  const load = async (): Promise<void> => {
    try {
      const answer = await post<WhyNot>('pairs/why-not', { ...subject, seekerId, language: apiLanguage() });
      const failed = answer.failed ?? [];
      const place = answer.vacancyList ?? {};
      const rank = number(place.rank);
      replace(
        dialog.body,
        answer.seeker?.headline ? paragraph(answer.seeker.headline) : null,
        alertBox(answer.eligible ? 'info' : 'warning', answer.eligible ? said.whyNotStands(rank, number((place.others ?? 0) + 1)) : said.whyNotWould(rank, number(answer.match?.low))),
        failed.length
          ? [
              heading(3, said.whyNotFails),
              table(
                said.whyNotFails,
                [
                  { head: said.whyNotAsked, rowHead: true, cell: (one) => one.asked ?? one.criterion ?? '' },
                  { head: said.fact, cell: (one) => one.found ?? '' },
                ],
                failed,
              ),
            ]
          : null,
        place.above
          ? [
              heading(3, said.whyNotAbove),
              paragraph(said.whyNotAboveIs(place.above, number(place.aboveTotal))),
              h('ul', { class: 'points-line' }, kCategories.map((name) => h('li', {}, h('span', { class: `swatch bar-part--${name}`, 'aria-hidden': 'true' }), `${said.categories[name]} ${signed(place.difference?.[name])}`))),
            ]
          : null,
      );
    } catch (error) {
      replace(dialog.body, problemView(error, () => void load()));
    }
  };
  await load();
}
