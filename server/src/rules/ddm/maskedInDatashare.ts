// DDM016: masked relations cannot be shared.

import { type RelationName, relationKey } from '../../semantics/facts.ts';
import { maskingAttachmentsOn } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf, simpleNameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const maskedInDatashare: Rule = {
  id: 'DDM016',
  name: 'masked-relation-in-datashare',
  severity: 'error',
  title: 'Masked relation added to a datashare',
  explanation: `A relation with masking policies cannot be added to a datashare: its policies would not hold for the consumers.

Share a view that leaves the masked columns out, or a table of its own. \`ALTER TABLE … MASKING OFF FOR DATASHARES\` makes sharing possible and the values clear.`,
  pages: ['t_ddm-considerations'],
  examples: {
    wrong: [
      'ATTACH MASKING POLICY m ON public.masked_t(c) TO PUBLIC;\nALTER DATASHARE s ADD SCHEMA public;\nALTER DATASHARE s ADD TABLE public.masked_t;',
    ],
    right: [
      'ATTACH MASKING POLICY m ON public.masked_t(c) TO PUBLIC;\nALTER TABLE public.masked_t MASKING OFF FOR DATASHARES;\nALTER DATASHARE s ADD SCHEMA public;\nALTER DATASHARE s ADD ALL TABLES IN SCHEMA public;',
      'ATTACH MASKING POLICY m ON public.masked_t(c) TO PUBLIC;\nALTER TABLE public.masked_t MASKING OFF FOR DATASHARES;\nALTER DATASHARE s ADD SCHEMA public;\nALTER DATASHARE s ADD TABLE public.masked_t;',
      'ATTACH MASKING POLICY m ON public.masked_t(c) TO PUBLIC;\nALTER DATASHARE s ADD SCHEMA public;\nALTER DATASHARE s ADD TABLE public.other_t;',
    ],
  },
  needs: 'script',
  kinds: ['DatashareAdd'],
  check(add, { before, report }) {
    const objects = add.child('DatashareObjects');
    if (!objects) return;
    for (const slot of objects.childrenOf('relation-name')) {
      const parts = nameOf(slot)?.parts;
      if (!parts) continue;
      const name = resolveExisting(before, parts);
      if (maskingAttachmentsOn(before, name).length > 0 && !isOpen(before, name))
        report({ at: slot, message: say`${slot.text} has masking policies: it cannot be added to a datashare` });
    }
    if (!objects.keyword('TABLES')) return;
    for (const slot of objects.childrenOf('schema-name')) {
      const schema = simpleNameOf(slot);
      for (const list of before.all('maskingAttachments')) {
        const masked = list[0]?.relation;
        if (masked && masked.schema === schema && !isOpen(before, masked))
          report({ at: slot, message: say`${schema}.${masked?.name} has masking policies: it cannot be added to a datashare` });
      }
    }
  },
};

/** Whether consumers may see its values all the same. */
function isOpen(model: Model, name: RelationName): boolean {
  const relation = model.get('relations', relationKey(name));
  return relation?.is === 'relation' && relation.maskingOffForDatashares === true;
}
