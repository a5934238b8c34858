// A Unigram tokenizer of a dozen pieces, cut out of the shape that the lab exports.

const PIECES = ['<s>', '<pad>', '</s>', '<unk>', '▁', 'a', 'b', 'aa', '▁vol', '▁a', '▁http', '▁@', 'user'];

/** The id of a piece. */
export const piece = (name: string): number => PIECES.indexOf(name);

export const tinyTokenizer = {
  definition: {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: ['<s>', '<pad>', '</s>', '<unk>'].map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    // Spaces that follow a joiner fall away, as they do in the tokenizer of the product.
    normalizer: { type: 'Replace', pattern: { Regex: '( ?\u200d ?)+' }, content: '' },
    pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '<s>', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '</s>', type_id: 0 } },
      ],
      pair: [],
      special_tokens: {
        '<s>': { id: '<s>', ids: [0], tokens: ['<s>'] },
        '</s>': { id: '</s>', ids: [2], tokens: ['</s>'] },
      },
    },
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    model: {
      type: 'Unigram',
      unk_id: 3,
      vocab: PIECES.map((name, id) => [name, id < 4 ? 0 : name.length - 10]),
      byte_fallback: false,
    },
  },
  config: { tokenizer_class: 'XLMRobertaTokenizer' },
};
