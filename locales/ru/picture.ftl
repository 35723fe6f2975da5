# Тексты картинок, которых страница не говорит или говорит иначе. Страница их не загружает.

picture-about = О карте
picture-told = Карта «{ $kind }». Этапы: { $stages }, шаги: { $steps }, { $counted }, события: { $events }.
picture-told-of = Карта «{ $kind }», { $dataset }. Этапы: { $stages }, шаги: { $steps }, { $counted }, события: { $events }.
picture-goal = Цель · { $goal }
picture-personas = Персоны · { $names }
picture-as-of = По состоянию на { $day }
picture-no-stages = На этой карте ещё нет этапов
picture-stages = Этапы
picture-line-interaction = линия взаимодействия
picture-line-visibility = линия видимости
picture-line-internal = линия внутреннего взаимодействия

# Состояние
picture-explained = Пути, которые объясняет карта
picture-claims =
    { $n ->
        [one] из { $n } утверждения
       *[other] из { $n } утверждений
    }
picture-claims-assumed =
    { $n ->
        [one] { $n } предположение
        [few] { $n } предположения
       *[other] { $n } предположений
    }
picture-claims-ageing = устаревают: { $n }
picture-claims-contradicted = опровергнуты: { $n }
picture-no-lowest = ни у одного шага нет достаточно оценок
picture-no-time = в данных нет времени
picture-not-known = неизвестно
picture-not-known-why = неизвестно: { $why }
picture-no-data = нет данных

# Числа
picture-interval = 95% ДИ { $low }–{ $high }
picture-interval-wide = 95% ДИ { $low } … { $high }
picture-points = п. п.
picture-assumed = предположено
picture-length-seconds = { $value } с
picture-length-minutes = { $value } мин
picture-length-hours = { $value } ч
picture-length-days = { $value } { $n ->
        [one] день
        [few] дня
        [many] дней
       *[other] дня
    }
picture-length-months = { $value } { $n ->
        [one] месяц
        [few] месяца
        [many] месяцев
       *[other] месяца
    }
picture-length-years = { $value } { $n ->
        [one] год
        [few] года
        [many] лет
       *[other] года
    }
picture-day = { $day } { $month } { $year } г.
picture-month-1 = янв.
picture-month-2 = февр.
picture-month-3 = мар.
picture-month-4 = апр.
picture-month-5 = мая
picture-month-6 = июн.
picture-month-7 = июл.
picture-month-8 = авг.
picture-month-9 = сент.
picture-month-10 = окт.
picture-month-11 = нояб.
picture-month-12 = дек.

# Дорожки: что стоит под их названиями и что говорится, когда они пусты
picture-lane-waits = Ожидание
picture-hint-flow =
    { $unit ->
        [case] обращения и где они уходят
        [account] аккаунты и где они уходят
        [session] сеансы и где они кончаются
       *[customer] клиенты и где они уходят
    }
picture-hint-flow-sample =
    { $unit ->
        [case] обращения в выборке; доли неизвестны
        [account] аккаунты в выборке; доли неизвестны
        [session] сеансы в выборке; доли неизвестны
       *[customer] клиенты в выборке; доли неизвестны
    }
picture-hint-waits = медиана от предыдущего шага
picture-hint-emotion = −2 … +2, полоса = интервал 95 %
picture-hint-emotion-guessed = −2 … +2, полоса = интервал 95 %, кольцо = оценка команды
picture-hint-think = что приходит в голову
picture-hint-need = чего хочет клиент
picture-hint-touchpoints = где мы встречаемся
picture-hint-pain = худшая первой: #1
picture-hint-pain-unranked = без порядка: ещё ничего не измерено
picture-hint-pain-lost =
    { $unit ->
        [case] по числу потерянных обращений
        [account] по числу потерянных аккаунтов
        [session] по числу потерянных сеансов
       *[customer] по числу потерянных клиентов
    }
picture-hint-idea = что кому-то пришло в голову
picture-hint-tasks = на этапе
picture-hint-evidence = что клиент видит и хранит
picture-hint-frontstage = наши люди и экраны, которые встречает клиент
picture-hint-backstage = работа, которой клиент не видит
picture-hint-support = на чём держится работа
picture-hint-systems = инструменты за шагом
picture-hint-policies = правила, которые нас связывают
picture-hint-training = что должны знать наши люди
picture-hint-ways = передачи
picture-hint-ways-both = сплошные: передачи
picture-none = На этой дорожке ещё ничего нет
picture-none-flow = С этими шагами ещё не связаны события: поток неизвестен
picture-none-emotion = До этой карты ещё не дошли оценки: никого не спросили, что он чувствует
picture-none-voice = До этой карты ещё не дошли ничьи слова
picture-none-pain = Болевые точки ещё не найдены и не нарисованы
picture-none-opportunity = Возможности ещё не нарисованы
picture-none-action = Меры ещё не нарисованы

# Знаки и карточки
picture-stage = Этап: { $name }
picture-step = Шаг: { $name }
picture-department = Отдел: { $name }
picture-department-at = Отдел: { $name }, шаг { $from }
picture-department-over = Отдел: { $name }, от { $from } до { $to }
picture-channels = Каналы: { $names }
picture-events = События: { $names }
picture-unbound = события не связаны
picture-optional = необязательный
picture-repeats = повторяется
picture-ends = завершает путь
picture-ends-here = здесь конец
picture-opens = открывает карту
picture-in-sample = в выборке
picture-still-open = { $count } ещё в пути
picture-open = { $count } в пути
picture-open-at = { $step }: { $counted }, ещё в пути: не ушли и не пошли дальше
picture-leave = { $share } уходит
picture-leave-at =
    { $unit ->
        [case] Уходящие обращения
        [account] Уходящие аккаунты
        [session] Завершённые сеансы
       *[customer] Уходящие клиенты
    } на шаге «{ $step }»: { $share }; { $counted }
picture-sampled = выборка составлена по тому, чем кончились пути
picture-no-shares = Без долей и потерь: { $why }
picture-returns = возвращается
picture-skips = пропускает
picture-branches = ответвляется
picture-hand-over = передача
picture-hand-over-from = Передача: { $from }
picture-median = медиана { $wait }
picture-ways-left-out =
    { $n ->
        [one] Ещё { $n } путь между шагами, самый редкий, не нарисован
        [few] Ещё { $n } пути между шагами, самые редкие, не нарисованы
       *[other] Ещё { $n } путей между шагами, самые редкие, не нарисованы
    }
picture-wait-before = Медиана ожидания перед «{ $step }»: { $wait }, { $base }
picture-emotion-at = Эмоция на шаге «{ $step }»: { $value }
picture-emotion-unknown = Эмоция на шаге «{ $step }»: неизвестно, { $why }
picture-estimate = { $step }: оценка команды { $value }
picture-the-lowest = худший момент
picture-not-rated = нет оценок
picture-no-rating = ни одна оценка не относится к этому шагу
picture-of-ten = { $value } из 10
picture-thumbs-up = { $share } «палец вверх»
picture-by-text = текст { $value }
picture-no-voice = До этого шага ещё не дошли ничьи слова
picture-pain = Болевая точка
picture-pain-ranked = Болевая точка { $rank }
picture-opportunity = Возможность: { $title }. { $line }. { $grade }
picture-action = Мера: { $title }. { $line }. { $grade }
picture-predicted = прогноз: { $what }
picture-due = срок { $day }
picture-idea = Идея: { $title }

# Страница HTML: панель, слова и таблица
picture-skip = Пропустить картинку: карта словами и таблицей
picture-in-words = Словами
picture-as-table = Таблицей
picture-close = Закрыть доказательства
picture-value = Значение
picture-rests-on = Основание
picture-in-their-words = Их словами
picture-ask-again = Спросить ещё раз
picture-more-events = {" "}→ … и ещё { $n }
picture-journeys-of = Пути: { $shown } из { $n }
picture-story = { $map } — карта ({ $kind }), { $dataset }. Этапы: { $stages }, шаги: { $steps }; нарисована по данным. Пути: { $journeys }, события: { $events }.
picture-story-goal = Цели достигает { $share } из них.
picture-story-goal-unknown = Сколько достигает цели, неизвестно: { $why }.
picture-story-claims = Утверждения: { $claims }, из них подтверждены данными: { $supported }, предположения: { $assumptions }, на устаревающих доказательствах: { $ageing }, опровергнуты: { $contradicted }.
picture-story-lowest = Худший момент — «{ $step }», эмоция { $value } по шкале от −2 до +2 ({ $base }).
picture-story-hand-overs = Отделы передают клиента дальше: { $told }.
picture-story-hand-over = { $of } → { $next } после «{ $from }»{ $what }
picture-story-hand-over-steps = «{ $from }» → «{ $to }»{ $what }
picture-story-pains = Что болит больше всего:
picture-story-pain = { $pain } (на шаге «{ $step }»){ $detail } — { $grade }, { $why }.
picture-table-steps = Этапы и шаги от первого до последнего
picture-table-ways = Переходы вне обычного порядка
picture-stage-one = Этап
picture-step-one = Шаг
picture-journeys = Пути
picture-share = Доля
picture-from = Откуда
picture-to = Куда
picture-passed-on = Что передаётся
picture-time-between = Время между ними
picture-no-steps = шагов ещё нет
