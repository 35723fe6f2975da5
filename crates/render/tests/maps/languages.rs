//! A small service blueprint in Chinese, Polish and Russian, mostly assumed.

use super::build::{Fill, map, stage, step};
use wayline_model::grade::Grade::Assumption;
use wayline_model::map::{Feel, Kind};
use wayline_model::resolved::ResolvedMap;

pub(crate) fn languages() -> ResolvedMap {
    let mut first = step("打开应用程序并寻找附近的健身房和教练", 0)
        .does("用户第一次打开应用", &["微信", "应用商店"])
        .feels(Some(Feel::Curious), 0.5, 0.5, 0, Assumption)
        .says("界面很清楚，但是注册步骤太多了，我差点放弃。", 12, "访谈", "zh", Assumption);
    first.count = None;
    first.think = vec!["这个安全吗？".into()];
    first.serve.frontstage = vec!["聊天窗口".into()];
    first.serve.backstage = vec!["审核新用户".into(), "Weryfikacja".into()];
    first.serve.support = vec!["短信服务".into()];
    let mut second = step("Wypełnia wniosek o członkostwo", 0)
        .does("Podaje dane i wgrywa zaświadczenie", &["Strona internetowa"])
        .pain("Źródło błędu nie jest wyjaśnione", "", 1, None, Assumption);
    second.count = None;
    second.need = vec!["Pewność, że wniosek dotarł".into()];
    let mut third = step("Получает подтверждение", 0)
        .does("Проверяет почту несколько раз в день", &["Эл. почта"])
        .says("Я так и не понял, приняли ли заявление.", 3, "интервью", "ru", Assumption);
    third.count = None;
    let mut first_stage = stage("认知", 0, vec![first]);
    let mut second_stage = stage("Zgłoszenie — Заявка", 0, vec![second, third]);
    first_stage.count = None;
    first_stage.question = Some("这适合我吗？".into());
    second_stage.count = None;
    second_stage.task = Some("Odpowiedzieć w ciągu dnia".into());
    let mut map = map(
        "会员之旅 · Droga członka · Путь клиента",
        "健身",
        vec![first_stage, second_stage],
        Vec::new(),
    );
    map.kind = Kind::ServiceBlueprint;
    map
}
