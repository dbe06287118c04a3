"""The merged encoder computes what transformers and peft compute."""

import pytest
import torch

from kg.models import FOLDER
from kg.models.encoder import PEFT, Encoder, Pieces, load_weights, merged

SENTENCES = ["التقى وزير الخارجية الأردني نظيره المصري في عمّان مساء الاثنين.", "وصل الوفد."]


@pytest.mark.filterwarnings("ignore:.*is_gradient_checkpointing.*:FutureWarning")  # of the libraries compared with
@pytest.mark.parametrize("task", ["pos", "depparse", "ner"])
def test_hidden_states_are_those_of_peft(task: str) -> None:
    transformers, peft = pytest.importorskip("transformers"), pytest.importorskip("peft")
    checkpoint = torch.load(FOLDER / f"{task}.pt", map_location="cpu", weights_only=True)
    settings, adapter = checkpoint["config"], checkpoint["bert_lora"]
    config, weights = load_weights(FOLDER / "encoder")
    ours = Encoder(config, merged(weights, adapter, scale=settings["lora_alpha"] / settings["lora_rank"]))
    targets = sorted({name.removeprefix(PEFT).split(".lora_")[0] for name in adapter if ".lora_" in name})
    assert targets
    lora = peft.LoraConfig(r=settings["lora_rank"], lora_alpha=settings["lora_alpha"], target_modules=targets)
    plain = transformers.AutoModel.from_pretrained(FOLDER / "encoder", local_files_only=True).float()
    theirs = peft.get_peft_model(plain, lora).eval()
    assert not peft.set_peft_model_state_dict(theirs, adapter).unexpected_keys
    batch = Pieces(FOLDER / "encoder")([sentence.split() for sentence in SENTENCES], is_split_into_words=True)
    ids, mask = torch.tensor(batch.input_ids), torch.tensor(batch.attention_mask)
    assert not mask.all()  # the shorter sentence is padded
    with torch.inference_mode():
        expected = theirs(ids, attention_mask=mask, output_hidden_states=True).hidden_states[-4:]
    found = ours.eval()(ids, attention_mask=mask).hidden_states
    for one, other in zip(found, expected, strict=True):
        torch.testing.assert_close(one[mask.bool()], other[mask.bool()], atol=1e-4, rtol=1e-3)


def test_a_word_without_pieces_has_the_unknown_one() -> None:
    batch = Pieces(FOLDER / "encoder")([["زار", "ـ", "\u200b", "بكين"], ["زار"]], is_split_into_words=True)
    assert {number for number in batch.word_ids(batch_index=0) if number is not None} == {0, 1, 2, 3}
    assert len(batch.input_ids[0]) == len(batch.input_ids[1])
