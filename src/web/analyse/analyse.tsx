// The Analyse view: a post is written, judged and voted on, or a list of posts becomes a table.
import { Composer } from './composer.tsx';
import { PostTable } from './table/post-table.tsx';
import { useRows } from './table/use-rows.ts';
import { useAnalysis } from './use-analysis.ts';
import { VerdictCard } from './verdict-card.tsx';

export function Analyse() {
  const { analysis, tell, analyse } = useAnalysis();
  const used = useRows();
  const { rows, begin, clear } = used;
  if (rows) {
    const again = () => {
      clear();
      tell({ what: 'next' });
    };
    return <PostTable {...used} rows={rows} onAgain={again} />;
  }
  if (analysis.judged) return <VerdictCard judged={analysis.judged} failure={analysis.failure} tell={tell} />;
  return (
    <Composer
      analysis={analysis}
      onWrite={(draft) => tell({ what: 'wrote', draft })}
      onAnalyse={analyse}
      onAnalyseLines={() => begin(analysis.draft)}
    />
  );
}
